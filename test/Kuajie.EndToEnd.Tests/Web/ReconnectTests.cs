using Kuajie.Platform.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>A page whose connection breaks is found again as it was left.</summary>
public sealed class ReconnectTests(ConsoleWorld world)
{
    [Fact]
    public async Task Page_ConnectionBreaksAndComesBack_IsAsItWasAndAlive()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        await world.StartAsync();
        await using var line = new BreakableLine(world.Address);
        var context = await world.BrowserOfAsync(Role.Growth, home: line.Address);
        var visit = await ConsoleVisit.StartAsync(line.Address, context);
        await visit.OpenAsync("/");
        var card = visit.Page.Locator(".card:has(figure)").First;
        await card.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
        await Expect(card.Locator("table")).ToBeVisibleAsync();
        var dialog = visit.Page.Locator("#components-reconnect-modal");

        line.Cut();
        await Expect(dialog).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(dialog).ToContainTextAsync("Reconnecting");
        line.Mend();

        await Expect(dialog).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Expect(card.Locator("table")).ToBeVisibleAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Chart" }).ClickAsync();
        await Expect(card.Locator("table")).ToHaveCountAsync(0);
        await context.CloseAsync();
    }
}
