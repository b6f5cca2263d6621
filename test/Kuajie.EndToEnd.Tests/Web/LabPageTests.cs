using System.Text.RegularExpressions;
using Kuajie.Platform.Access;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>The recommendations lab, as a growth manager uses it who knows nobody's id.</summary>
public sealed class LabPageTests(ConsoleWorld world)
{
    [Fact]
    public async Task Lab_OpenedWithoutKnowingAnybody_ShowsThePartnersItemsWithReasons()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync("/lab?domain=knowledge");

        await page.Locator(".lab-list > li").First.WaitForAsync();
        Assert.Contains("request=", page.Url, StringComparison.Ordinal);
        Assert.Equal(10, await page.Locator(".lab-list > li").CountAsync());
        Assert.All(await page.Locator(".lab-list .lab-facts .lab-tag").AllInnerTextsAsync(), domain => Assert.Equal("sports", domain));
        Assert.True(await page.Locator(".lab-reasons .lab-bar").CountAsync() > 5);
        await visit.PictureAsync("lab-en-light");

        // Somebody else, and back.
        var user = await page.GetByLabel("User", new() { Exact = true }).InputValueAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Surprise me" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("User", new() { Exact = true })).Not.ToHaveValueAsync(user);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"^(?!.*{user}).*$"));
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByLabel("User", new() { Exact = true })).ToHaveValueAsync(user);

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Wishes_Changed_ChangeTheListAndAreMarkedBesideTheOneWithout()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/lab?domain=knowledge");
        await page.Locator(".lab-list > li").First.WaitForAsync();

        await page.GetByLabel("Mixed").CheckAsync();
        await page.Locator(".lab-list .lab-tag", new() { HasTextString = "knowledge" }).First.WaitForAsync();
        await page.GetByLabel("Beside it").SelectOptionAsync("plain");
        await page.Locator(".lab-sides.two .lab-list").Nth(1).WaitForAsync();
        await page.GetByLabel("Star", new() { Exact = true }).CheckAsync();
        await page.Locator(".lab-list > li.is-new").First.WaitForAsync();
        await page.Locator(".lab-list > li.is-gone").First.WaitForAsync();
        Assert.Matches("[0-9]+ of [0-9]+ items are in both lists", await page.Locator(".lab-results .note[aria-live]").InnerTextAsync());
        await page.GetByLabel("Tag", new() { Exact = true }).FillAsync("围棋");
        await page.GetByRole(AriaRole.Button, new() { Name = "Boost", Exact = true }).ClickAsync();
        await page.Locator(".lab-rules li").WaitForAsync();
        await Assertions.Expect(page.Locator("pre code")).ToContainTextAsync("boosts");
        await Assertions.Expect(page.Locator("pre code")).Not.ToContainTextAsync("preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "C#" }).ClickAsync();
        await Assertions.Expect(page.Locator("pre code")).ToContainTextAsync("new BoostRequest(");
        await visit.PictureAsync("lab-compared-en-light");

        // Reloaded, it is the same picture.
        var titles = await page.Locator(".lab-title a").AllInnerTextsAsync();
        await page.ReloadAsync();
        await visit.FilledAsync();
        await page.Locator(".lab-list > li.is-new").First.WaitForAsync();
        Assert.Equal(titles, await page.Locator(".lab-title a").AllInnerTextsAsync());

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Versions_SideBySide_AreNamedAndNotRecorded()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/lab?domain=sports");
        await page.Locator(".lab-list > li").First.WaitForAsync();

        // The version that serves, beside itself.
        var version = await page.Locator(".lab-side > .note code").First.InnerTextAsync();
        await page.GetByLabel("Beside it").SelectOptionAsync($"version:{version}");
        await page.Locator(".lab-sides.two .lab-list").Nth(1).WaitForAsync();

        Assert.Equal(version, await page.Locator(".lab-side h2 code").InnerTextAsync());
        await Assertions.Expect(page.Locator(".lab-list > li.is-new, .lab-list > li.is-up")).ToHaveCountAsync(0);
        // What a data person may not do is not offered.
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).CountAsync());

        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Scene_SavedRenamedDeletedAndBroughtBack()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, "zh-Hans");
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync("/lab?domain=knowledge");
        await page.Locator(".lab-list > li").First.WaitForAsync();
        var scenes = world.Workspace.Scenes;

        await page.GetByLabel("名称", new() { Exact = true }).FillAsync("实验室-首页");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.GetByText("场景“实验室-首页”已保存。").WaitForAsync();
        Assert.DoesNotContain("\"user\"", scenes.Find("knowledge", "实验室-首页")!.RequestJson, StringComparison.Ordinal);

        await page.GetByLabel("名称", new() { Exact = true }).FillAsync("实验室-详情");
        await page.GetByRole(AriaRole.Button, new() { Name = "重命名" }).ClickAsync();
        await page.GetByText("“实验室-首页”已改名为“实验室-详情”。").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("载入")).ToHaveValueAsync("实验室-详情");
        Assert.Null(scenes.Find("knowledge", "实验室-首页"));

        await page.GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await page.GetByText("场景“实验室-详情”已删除。").WaitForAsync();
        Assert.Null(scenes.Find("knowledge", "实验室-详情"));
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await page.GetByText("场景“实验室-详情”已保存。").WaitForAsync();
        Assert.NotNull(scenes.Find("knowledge", "实验室-详情"));
        await visit.PictureAsync("lab-scene-zh");
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));

        await page.GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "重命名" })).ToHaveCountAsync(0);
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("zh-Hans", "dark", 1280)]
    [InlineData("zh-Hans", "light", 390)]
    [InlineData("en", "dark", 390)]
    public async Task Lab_OnAnyScreen_StaysWithinIt(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);

        await visit.OpenAsync("/lab?domain=knowledge&beside=plain");
        await visit.Page.Locator(".lab-sides.two .lab-list > li").First.WaitForAsync();

        Assert.True(await visit.FitsAsync());
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
        await visit.PictureAsync($"lab-{language}-{theme}-{width}");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
