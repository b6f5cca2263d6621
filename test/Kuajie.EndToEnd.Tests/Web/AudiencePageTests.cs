using Kuajie.Platform.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Knowing the users of a domain, as a data person and a growth manager do it.</summary>
public sealed class AudiencePageTests(ConsoleWorld world)
{
    private const string Start = "/audience?domain=knowledge";

    [Fact]
    public async Task Segments_ARuleTypedAndBuilt_IsCountedSavedDeletedAndPutBack()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        var said = page.Locator(".rule-said");

        await visit.OpenAsync(Start);
        await Expect(page.GetByText("the last event of this domain")).ToBeVisibleAsync();
        var rule = page.GetByLabel("Rule", new() { Exact = true });

        // Typed, with what can stand there taken by keys.
        await rule.PressSequentiallyAsync("rece");
        await Expect(page.Locator("[data-completion]")).ToHaveTextAsync(["recency"]);
        await rule.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(rule).ToHaveValueAsync("recency");
        await Expect(rule).ToBeFocusedAsync();
        await rule.PressSequentiallyAsync(" < 5");
        await Expect(said).ToContainTextAsync("Column 11: found '5', expected a duration such as 30d.");
        await Expect(said.Locator("mark")).ToHaveTextAsync("5");
        await rule.PressSequentiallyAsync("00d");
        await Expect(said).ToContainTextAsync("Selects");

        // Put together from blocks.
        await page.GetByLabel("Users who").SelectOptionAsync(["Stage"]);
        await page.GetByLabel("Which").SelectOptionAsync(["active"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add: and", Exact = true }).ClickAsync();
        await Expect(rule).ToHaveValueAsync("recency < 500d and stage = active");
        await Expect(said).ToContainTextAsync("Selects");
        // Time stands at the domain's last event: whoever came lately is active though the world is long over.
        await Expect(said).Not.ToContainTextAsync("Selects 0 of");

        await page.GetByLabel("Name of the segment").FillAsync("regulars");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as segment" }).ClickAsync();
        var row = page.Locator(".segment-table tbody tr").Filter(new() { HasText = "regulars" });
        await Expect(row.Locator("code")).ToHaveTextAsync("recency < 500d and stage = active");
        await Expect(row.Locator("td.number").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^\\d+$"));
        await visit.PictureAsync("audience-segments-en-light");
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));

        var file = await page.RunAndWaitForDownloadAsync(() => row.GetByText("CSV").ClickAsync());
        Assert.StartsWith("user\r\n", await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        await row.GetByRole(AriaRole.Link, new() { Name = "Edit regulars" }).ClickAsync();
        await Expect(page.GetByLabel("Name of the segment")).ToHaveValueAsync("regulars");

        await row.GetByRole(AriaRole.Button, new() { Name = "Delete regulars" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(1);
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete regulars" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Segments_OfWhoMayNotSeeUsers_HideFewPeopleAndFiles()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync($"{Start}&part=segments&segment=few&rule={Uri.EscapeDataString("events > 100000")}");
        await Expect(page.Locator(".rule-said")).ToContainTextAsync("it would speak of fewer than 10 people");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as segment" }).ClickAsync();
        var row = page.Locator(".segment-table tbody tr").Filter(new() { HasText = "events > 100000" });
        await Expect(row).ToContainTextAsync("not told: fewer than 10 people");
        await Expect(row.GetByText("CSV")).ToHaveCountAsync(0);
        await row.GetByRole(AriaRole.Button, new() { Name = "Delete few" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("zh-Hans", "dark", 1280)]
    [InlineData("zh-Hans", "light", 390)]
    [InlineData("en", "dark", 390)]
    public async Task Parts_OnAnyScreen_StayWithinIt(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);

        foreach (var part in new[] { "segments" })
        {
            await visit.OpenAsync($"{Start}&part={part}&rule={Uri.EscapeDataString("tag(\"a\") > 3 and")}");
            Assert.True(await visit.FitsAsync(), part);
            Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
            if (language != "en")
            {
                Assert.Empty(await visit.EnglishLeftAsync());
            }
            await visit.PictureAsync($"audience-{part}-{language}-{theme}-{width}");
        }
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
