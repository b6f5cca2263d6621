using System.Text.RegularExpressions;
using Kuajie.Platform.Access;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>An owner invites somebody, who accepts, gets another role and is removed.</summary>
public sealed class PeopleTests(ConsoleWorld world)
{
    [Fact]
    public async Task Person_InvitedAcceptedChangedAndRemoved_IsGone()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/people");
        await visit.PictureAsync("people");

        await page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await page.Locator("[data-field=name]").FillAsync("guest@example.org");
        await page.Locator("[data-field=name]").BlurAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Read only" }).CheckAsync();
        await visit.PictureAsync("invite-dialog");
        Assert.Empty(await visit.BarriersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the invitation" }).ClickAsync();
        var link = await page.Locator("[data-shown-once]").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have passed it on" }).ClickAsync();

        var guest = await world.BrowserOfAsync(null);
        var theirs = await guest.NewPageAsync();
        await theirs.GotoAsync(link);
        await theirs.Locator("input[name=password]").FillAsync(ConsoleWorld.Password);
        await theirs.Locator("button[type=submit]").ClickAsync();
        await theirs.GetByRole(AriaRole.Heading, new() { Name = "Overview", Level = 1 }).WaitForAsync();

        await visit.OpenAsync("/people");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "guest@example.org" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Change roles" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Growth" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await row.GetByText("Growth").WaitForAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await theirs.GotoAsync(new Uri(world.Address, "/").ToString());
        await theirs.ArrivesAtAsync("*/sign-in*");

        await guest.CloseAsync();
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task SignOut_InOneTab_LeavesNoOtherTabOpen()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var other = await ConsoleVisit.StartAsync(world, context);
        await other.OpenAsync("/users");
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.OpenAsync("/");

        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Account") }).ClickAsync();
        await visit.Page.Locator("[data-sign-out]").ClickAsync();

        await visit.Page.ArrivesAtAsync("*/sign-in*");
        await other.Page.ArrivesAtAsync("*/sign-in*");
        await context.CloseAsync();
    }

    [Fact]
    public async Task LastOwner_CannotBeRemoved()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner);
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.OpenAsync("/people");

        var row = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Owner@example.org" });

        Assert.Contains("last owner", await row.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await row.GetByRole(AriaRole.Button, new() { Name = "Remove" }).CountAsync());
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
