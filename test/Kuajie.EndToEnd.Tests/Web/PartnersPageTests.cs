using Kuajie.Platform.Access;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Choosing partners, as a growth manager does it.</summary>
public sealed class PartnersPageTests(ConsoleWorld world)
{
    [Fact]
    public async Task Partners_TheStory_IsRankedChosenKeptAndOpenedAgain()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync("/partners?domain=knowledge");
        // Without any file the sample world's own partnership is judged.
        await Expect(page.Locator(".fit-list summary strong")).ToHaveTextAsync(["sports"]);
        await page.GetByText("sports", new() { Exact = true }).Last.ClickAsync();
        await Expect(page.Locator(".fit-list tbody tr")).ToHaveCountAsync(7);

        // Nothing but prices counts: the part's share says so, and so does the table of the partner.
        await page.GetByText("How much each part counts").ClickAsync();
        foreach (var other in (int[])[0, 1, 2, 4, 5, 6])
        {
            await page.Locator(".weights input").Nth(other).FillAsync("0");
        }
        await Expect(page.Locator(".weights b").Nth(3)).ToHaveTextAsync("100%");
        await Expect(page.Locator(".fit-list tbody tr").Nth(3).Locator("td").Nth(3)).ToHaveTextAsync("100.0%");
        await visit.OpenAsync("/partners?domain=knowledge");

        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Load the sample story" }).ClickAsync();
        await Expect(page.Locator(".fit-list summary strong")).ToHaveCountAsync(9);
        await Expect(page.Locator(".fit-list summary strong").First).ToHaveTextAsync("湖城马拉松");
        var choices = page.GetByRole(Microsoft.Playwright.AriaRole.Region, new() { Name = "Choices" });
        await Expect(choices.Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(choices.Locator("tbody tr").First).ToContainTextAsync("1, proven");
        await Expect(choices.Locator("tbody tr").First).ToContainTextAsync("CN¥1,220,000.00");
        await Expect(page.Locator(".turns li")).ToHaveCountAsync(9);
        await Expect(page.Locator(".chart-place canvas")).ToHaveCountAsync(2);
        await visit.PictureAsync("partners-en-light");

        // One partner at most: another choice.
        await page.GetByLabel("Partners at most").FillAsync("1");
        await Expect(choices.Locator("tbody tr").First).ToContainTextAsync("踏浪跑鞋");
        // Six fields cannot be had of one partner: the limits that clash are named.
        await page.GetByLabel("Fields at least").FillAsync("6");
        await Expect(page.GetByText("At least 6 different fields must be covered.")).ToBeVisibleAsync();
        await page.GetByLabel("Fields at least").FillAsync("1");
        await Expect(choices.Locator("tbody tr").First).ToBeVisibleAsync();

        await page.GetByLabel("Name to keep it under").FillAsync("spring");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await page.ArrivesAtAsync("*/partners?domain=knowledge&workbook=spring");
        await page.ReloadAsync();
        await visit.FilledAsync();
        await Expect(choices.Locator("tbody tr").First).ToContainTextAsync("踏浪跑鞋");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Forget" }).ClickAsync();
        await page.ArrivesAtAsync("*/partners?domain=knowledge");

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("zh-Hans", "dark", 1280)]
    [InlineData("zh-Hans", "light", 390)]
    [InlineData("en", "dark", 390)]
    public async Task Partners_OnAnyScreen_StaysWithinIt(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);

        await visit.OpenAsync("/partners?domain=knowledge");
        await visit.Page.Locator(".table-choices + .card-actions button").ClickAsync();
        await Expect(visit.Page.Locator(".turns li")).ToHaveCountAsync(9);

        Assert.True(await visit.FitsAsync());
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
        await visit.PictureAsync($"partners-{language}-{theme}-{width}");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
