using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;
using Kuajie.Server;
using Kuajie.Server.Access;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>What is shared, what belongs here, one's own password: on a workspace of its own, since partnerships and domains stay.</summary>
public sealed class SettingsTests(ConsoleWorld world) : IAsyncLifetime
{
    private const string Name = "settings@example.org";
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-settings-").FullName;
    private Workspace? workspace;
    private KuajieServer? server;

    public async ValueTask InitializeAsync()
    {
        workspace = Workspace.Create(Path.Combine(folder, "w.kuajie"), "test", TimeProvider.System);
        workspace.Partners.EnsureDomain("courses");
        workspace.Partners.EnsureDomain("swimming");
        server = KuajieServer.Build(new ServerSettings { Port = 0 }, workspace, TimeProvider.System);
        await server.StartAsync();
        var people = server.Services.GetRequiredService<People>();
        var (person, _) = people.Invite(Name, null, Role.Owner);
        people.ChangePassword(person.PersonId, server.Services.GetRequiredService<SignIn>().Hash(ConsoleWorld.Password));
    }

    public async ValueTask DisposeAsync()
    {
        await server!.StopAsync();
        await server.DisposeAsync();
        workspace!.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Partnership_BegunAndEnded_ComesBackWhenUndone()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var (context, visit) = await SignedInAsync("en");
        var page = visit.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Begin a partnership" }).ClickAsync();
        await page.GetByLabel("One domain").SelectOptionAsync("courses");
        await page.GetByLabel("The other domain").SelectOptionAsync("swimming");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Linked users" }).UncheckAsync();
        await visit.PictureAsync("partnership-dialog");
        Assert.Empty(await visit.BarriersAsync());
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Begin a partnership" }).ClickAsync();
        var lasting = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "courses – swimming" }).Filter(new() { HasText = "lasts" });
        await lasting.WaitForAsync();
        Assert.DoesNotContain("Linked users", await lasting.InnerTextAsync(), StringComparison.Ordinal);
        await visit.PictureAsync("settings");

        await lasting.GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "End", Exact = true }).ClickAsync();
        await lasting.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await lasting.WaitForAsync();

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("en", "Time zone of courses", "Time zone", "Save")]
    [InlineData("zh-Hans", "courses 的时区", "时区", "保存")]
    public async Task TimeZone_OfADomain_IsChangedAndAWrongOneRefused(string language, string change, string field, string save)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var (context, visit) = await SignedInAsync(language);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = change }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(field).FillAsync("Mars/Base");
        await dialog.GetByRole(AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync();
        await dialog.GetByText("Mars/Base").WaitForAsync();
        await dialog.GetByLabel(field).FillAsync("Asia/Shanghai");
        await visit.PictureAsync($"time-zone-dialog-{language}");
        Assert.Empty(await visit.BarriersAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "courses" }).Filter(new() { HasText = "Asia/Shanghai" }).WaitForAsync();
        await page.SetViewportSizeAsync(390, 844);
        await visit.PictureAsync($"settings-time-zone-{language}-390");
        Assert.Equal("Asia/Shanghai", workspace!.Partners.ZoneOf("courses").Id);

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Password_Changed_StaysOnThePageAndCounts()
    {
        const string New = "a new and longer one";
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var (context, visit) = await SignedInAsync("zh-Hans");
        var page = visit.Page;

        await page.Locator("input[name=current]").FillAsync(ConsoleWorld.Password);
        await page.Locator("input[name=password]").FillAsync(New);
        await page.GetByRole(AriaRole.Button, new() { Name = "修改密码" }).ClickAsync();
        await page.GetByText("密码已修改").WaitForAsync();
        await visit.FilledAsync();
        await visit.PictureAsync("settings-zh");

        Assert.NotNull(server!.Services.GetRequiredService<SignIn>().Verify(Name, New));
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    private async Task<(IBrowserContext Context, ConsoleVisit Visit)> SignedInAsync(string language)
    {
        var context = await world.BrowserOfAsync(null, language);
        await context.AddCookiesAsync([
            new Cookie
            {
                Name = "kuajie-language",
                Value = language,
                Url = server!.Address.ToString(),
            },
        ]);
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.Page.GotoAsync(new Uri(server.Address, "/sign-in?return=/settings").ToString());
        await visit.Page.Locator("input[name=name]").FillAsync(Name);
        await visit.Page.Locator("input[name=password]").FillAsync(ConsoleWorld.Password);
        await visit.Page.Locator("button[type=submit]").ClickAsync();
        await visit.Page.ArrivesAtAsync("*/settings");
        await visit.FilledAsync();
        return (context, visit);
    }
}
