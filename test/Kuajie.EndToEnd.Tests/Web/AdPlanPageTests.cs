using Kuajie.Platform.Access;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Planning a budget, as a growth manager does it.</summary>
public sealed class AdPlanPageTests(ConsoleWorld world)
{
    [Fact]
    public async Task AdPlan_TheStory_IsPlannedExplainedAndKept()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync("/ad-plan?domain=knowledge");
        await Expect(page.Locator(".empty")).ToContainTextAsync("No placements yet");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Load the sample story" }).ClickAsync();
        await Expect(page.Locator(".plan-sum")).ToContainTextAsync("No plan brings more than");
        var rows = page.GetByRole(Microsoft.Playwright.AriaRole.Region, new() { Name = "Placements" }).Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(168);
        await rows.First.GetByText("Reason").ClickAsync();
        await Expect(rows.First.Locator("details p")).ToContainTextAsync("gets");
        // The heat map, the frontier and four curves; the fifth has too little data and says so.
        await Expect(page.Locator(".chart-place canvas")).ToHaveCountAsync(6);
        await Expect(page.Locator(".curve-grid")).ToContainTextAsync("Not enough data");
        await visit.PictureAsync("ad-plan-en-light");

        var before = await page.Locator(".plan-sum").InnerTextAsync();
        await page.GetByLabel("Plan for the worst case").CheckAsync();
        await Expect(page.Locator(".plan-sum")).Not.ToHaveTextAsync(before);

        await page.GetByLabel("Name to keep it under").FillAsync("marathon");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await page.ArrivesAtAsync("*/ad-plan?domain=knowledge&workbook=marathon");
        await context.CloseAsync();

        // Somebody who only looks opens what was kept.
        var looking = await world.BrowserOfAsync(Role.ReadOnly);
        var other = await ConsoleVisit.StartAsync(world, looking);
        await other.OpenAsync("/ad-plan?domain=knowledge&workbook=marathon");
        await Expect(other.Page.Locator(".ops-table tbody tr")).ToHaveCountAsync(170);
        await Expect(other.Page.GetByText("Load the sample story")).ToHaveCountAsync(0);
        await looking.CloseAsync();
        Assert.Empty(visit.Faults);
        Assert.Empty(other.Faults);
    }

    [Theory]
    [InlineData("zh-Hans", "dark", 1280)]
    [InlineData("zh-Hans", "light", 390)]
    [InlineData("en", "dark", 390)]
    public async Task AdPlan_OnAnyScreen_StaysWithinIt(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);

        await visit.OpenAsync("/ad-plan?domain=knowledge");
        await visit.Page.Locator(".table-choices + .card-actions button").ClickAsync();
        await Expect(visit.Page.Locator(".chart-place canvas")).ToHaveCountAsync(6);

        // A name and what is said of it are joined as the language joins them.
        var leftOut = await visit.Page.Locator(".left-out").First.InnerTextAsync();
        Assert.Contains(language == "en" ? ": " : "：", leftOut, StringComparison.Ordinal);
        Assert.Equal(language == "en", leftOut.Contains(':', StringComparison.Ordinal));
        Assert.True(await visit.FitsAsync());
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
        await visit.PictureAsync($"ad-plan-{language}-{theme}-{width}");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
