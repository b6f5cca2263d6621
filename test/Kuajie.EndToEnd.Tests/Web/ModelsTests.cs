using Kuajie.Platform.Access;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>What a data person does with models: look, train, come back, let serve, roll back, plan.</summary>
public sealed class ModelsTests(ConsoleWorld world)
{
    [Theory]
    [InlineData("en", "light", 1280)]
    [InlineData("zh-Hans", "dark", 1280)]
    [InlineData("zh-Hans", "light", 390)]
    public async Task Models_OfTheDemo_ShowWhatServesAndHowGoodItIs(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);

        await visit.OpenAsync("/models?domain=sports");
        await visit.Page.Locator(".serving-place").First.WaitForAsync();
        await visit.PictureAsync($"models-{language}-{theme}-{width}");
        Assert.Contains("sports-auto", await visit.Page.Locator(".serving-place").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await visit.FitsAsync());

        await visit.Page.Locator(".serving-place a").First.ClickAsync();
        await visit.Page.Locator(".version-name").WaitForAsync();
        await visit.FilledAsync();
        await visit.Page.Locator(".chart-place canvas").First.WaitForAsync();
        await visit.PictureAsync($"version-{language}-{theme}-{width}");
        Assert.Empty(await visit.BarriersAsync());
        Assert.Equal(6, await visit.Page.Locator(".card:has(.ops-chip) tbody tr").CountAsync());
        Assert.True(await visit.FitsAsync());
        await visit.Page.GoBackAsync();
        await visit.Page.Locator(".serving-place").First.WaitForAsync();

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Training_StartedLeftAndFoundAgain_ServesAndIsRolledBack()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/models?domain=knowledge");

        await page.GetByRole(AriaRole.Button, new() { Name = "Train a model" }).First.ClickAsync();
        await page.Locator("[data-field=model]").SelectOptionAsync("item-knn");
        await page.GetByLabel("sports").CheckAsync();
        await page.Locator("[data-field=budget]").FillAsync("2");
        await visit.PictureAsync("train-dialog");
        Assert.Empty(await visit.BarriersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Start training" }).ClickAsync();
        await page.ArrivesAtAsync("*/models?*run=run-*");
        var address = page.Url;
        await visit.OpenAsync("/");
        await page.GotoAsync(address);
        var row = page.Locator("tr.is-marked");
        await row.WaitForAsync(new() { Timeout = 90_000 });
        await page.Locator("tr.is-marked:has(.ops-state-succeeded)").WaitForAsync();
        Assert.Contains("let serve", await row.InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator(".log-line").First.WaitForAsync();
        await visit.PictureAsync("models-trained");

        await page.Locator(".serving-place")
            .Filter(new() { HasText = "item-knn" })
            .GetByRole(AriaRole.Button, new() { Name = "Roll back" })
            .ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        Assert.Empty(await visit.BarriersAsync());
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await page.GetByText("serves again").WaitForAsync();
        Assert.Equal(0, await page.Locator(".serving-place").Filter(new() { HasText = "item-knn" }).CountAsync());

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Schedule_MadePausedAndDeleted_ComesBackWhenUndone()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data, "zh-Hans");
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/models?domain=sports");

        await page.GetByRole(AriaRole.Button, new() { Name = "新建训练计划" }).First.ClickAsync();
        await page.Locator("[data-field=schedule]").FillAsync("nightly-test");
        await page.Locator("[data-field=schedule]").BlurAsync();
        await visit.PictureAsync("schedule-dialog-zh");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "nightly-test" });
        await row.GetByRole(AriaRole.Button, new() { Name = "暂停" }).ClickAsync();
        await row.GetByText("已暂停").WaitForAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await row.WaitForAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Models_ForSomebodyWhoOnlyLooks_OfferNoChange()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.ReadOnly);
        var visit = await ConsoleVisit.StartAsync(world, context);

        await visit.OpenAsync("/models?domain=sports");
        await visit.Page.Locator(".serving-place").First.WaitForAsync();

        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Train a model" }).CountAsync());
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New schedule" }).CountAsync());
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
