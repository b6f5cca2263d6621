using Kuajie.Platform.Access;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>A compliance officer looks up who changed what.</summary>
public sealed class ActivityTests(ConsoleWorld world)
{
    [Theory]
    [InlineData("en", "light", 1280, "Save a scene")]
    [InlineData("zh-Hans", "dark", 390, "保存场景")]
    public async Task Activity_Filtered_ShowsWhoDidItAndKeepsTheFilterInTheAddress(string language, string theme, int width, string action)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var doing = await world.BrowserOfAsync(Role.Owner);
        var page = await doing.NewPageAsync();
        await page.GotoAsync(new Uri(world.Address, "/settings").ToString());
        await page.EvaluateAsync(
            """fetch("/v1/domains/sports/scenes/activity-test", { method: "PUT", headers: { "Content-Type": "application/json" }, body: '{"request":{"count":3}}' }).then(answer => answer.status)"""
        );
        await doing.CloseAsync();
        var context = await world.BrowserOfAsync(Role.Compliance, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.OpenAsync("/activity");

        await visit.Page.Locator("[data-field=action]").SelectOptionAsync("putScene");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("action=putScene"));
        var row = visit.Page.Locator("tbody tr").Filter(new() { HasText = "activity-test" }).First;
        await row.WaitForAsync();
        Assert.Contains("Owner@example.org", await row.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(action, await row.InnerTextAsync(), StringComparison.Ordinal);
        await visit.PictureAsync($"activity-{language}-{theme}-{width}");
        await visit.Page.ReloadAsync();
        await visit.FilledAsync();
        Assert.Equal("putScene", await visit.Page.Locator("[data-field=action]").InputValueAsync());
        Assert.True(await visit.FitsAsync(), "The page scrolls sideways.");

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
