using System.Text.RegularExpressions;
using Kuajie.Platform.Access;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>How tastes carry over, as a growth manager looks at it.</summary>
public sealed class BridgePageTests(ConsoleWorld world)
{
    [Fact]
    public async Task Bridge_Opened_SaysWhatGoesTogetherAndLeadsToItems()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync("/bridge?from=knowledge&to=sports");

        Assert.Matches(
            new Regex("^Fans of .+ are [0-9.]+ times as likely to take to .+"),
            await page.Locator(".bridge-sentence").InnerTextAsync()
        );
        await page.Locator(".chart-place canvas").First.WaitForAsync();
        Assert.True(await page.Locator(".wide-table tbody tr").CountAsync() > 0);
        await visit.PictureAsync("bridge-en-light");
        // The twin of the heat map names the same pair first.
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Table" }).First.ClickAsync();
        await page.Locator(".chart-table tbody tr").First.WaitForAsync();
        var first = await page.Locator(".chart-table tbody tr").First.Locator("td").AllInnerTextsAsync();
        Assert.Equal(first.Take(2), await page.Locator(".bridge-sentence b").AllInnerTextsAsync());
        var link = await page.Locator(".bridge-facts a").First.GetAttributeAsync("href");
        Assert.StartsWith("/catalog?domain=knowledge&tag=", link, StringComparison.Ordinal);
        Assert.StartsWith(
            "/catalog/item?domain=knowledge&item=",
            await page.Locator(".wide-table tbody a").First.GetAttributeAsync("href"),
            StringComparison.Ordinal
        );

        // Turned round: the address says so, and back leads back.
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Turn round" }).ClickAsync();
        await page.ArrivesAtAsync("*/bridge?from=sports&to=knowledge");
        await visit.FilledAsync();
        await page.Locator(".wide-table tbody a[href^='/catalog/item?domain=sports']").First.WaitForAsync();
        await page.GoBackAsync();
        await page.Locator(".wide-table tbody a[href^='/catalog/item?domain=knowledge']").First.WaitForAsync();

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task People_OfABridge_LeadToTheUser()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/bridge?from=knowledge&to=sports");

        await page.Locator(".wide-table .bridge-people button").First.ClickAsync();
        await Microsoft.Playwright.Assertions.Expect(page.Locator(".wide-table .bridge-people li").First).ToBeVisibleAsync();
        await page.Locator(".card > .bridge-people button").First.ClickAsync();
        var user = page.Locator(".card > .bridge-people li a").First;
        await Microsoft.Playwright.Assertions.Expect(user).ToBeVisibleAsync();
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
        await visit.PictureAsync("bridge-people");
        var name = await user.InnerTextAsync();
        await user.ClickAsync();
        await page.ArrivesAtAsync("*/users/user?domain=knowledge&user=*");
        await Microsoft
            .Playwright.Assertions.Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Level = 1 }))
            .ToContainTextAsync(name);

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("zh-Hans", "dark", 1280)]
    [InlineData("zh-Hans", "light", 390)]
    [InlineData("en", "dark", 390)]
    public async Task Bridge_OnAnyScreen_StaysWithinIt(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Partner, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);

        await visit.OpenAsync("/bridge?from=sports&to=knowledge");
        await visit.Page.Locator(".chart-place canvas").First.WaitForAsync();

        Assert.True(await visit.FitsAsync());
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
        await visit.PictureAsync($"bridge-{language}-{theme}-{width}");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
