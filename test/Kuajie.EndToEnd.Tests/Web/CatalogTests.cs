using System.Text.RegularExpressions;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>The catalog and the page of an item, as a growth manager uses them.</summary>
public sealed class CatalogTests(ConsoleWorld world)
{
    private const string Script = "<script>document.title='taken'</script><b>粗体</b>";

    [Theory]
    [InlineData("en", "light", 1280)]
    [InlineData("zh-Hans", "dark", 390)]
    public async Task Catalog_SearchedInBothLanguages_LeadsToItemsAndBack(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync($"/catalog?domain={ConsoleWorld.Knowledge}");
        await Expect(page.Locator(".rows tbody a").First).ToBeVisibleAsync();
        await visit.PictureAsync($"catalog-{language}-{theme}-{width}");
        Assert.True(await visit.FitsAsync(), "The page scrolls sideways.");

        var all = await page.Locator(".count-line").InnerTextAsync();
        await page.Locator("input[name=q]").FillAsync(language == "en" ? "running" : "跑步");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("q="));
        // What was found before stays to be seen until the answer is there.
        await Expect(page.Locator(".count-line")).Not.ToHaveTextAsync(all);
        var first = page.Locator(".rows tbody a").First;
        var title = await first.InnerTextAsync();
        await first.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await visit.FilledAsync();
        await Expect(page.Locator(".chart canvas").First).ToBeVisibleAsync();
        await Expect(page.Locator(".ranking")).ToHaveCountAsync(2);
        await visit.PictureAsync($"item-{language}-{theme}-{width}");
        Assert.True(await visit.FitsAsync(), "The page scrolls sideways.");
        Assert.Empty(await visit.BarriersAsync());

        await page.GoBackAsync();
        await Expect(page.Locator("input[name=q]")).ToHaveValueAsync(language == "en" ? "running" : "跑步");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Item_AddedChangedDeleted_CanBeUndoneAndKeepsScriptAsText()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync($"/catalog?domain={ConsoleWorld.Knowledge}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add an item" }).ClickAsync();
        await page.GetByLabel("Id", new() { Exact = true }).FillAsync("page-test-1");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync(Script);
        await page.Locator("#item-form").GetByLabel("Price", new() { Exact = true }).FillAsync("19,9");
        await visit.PictureAsync("item-dialog");
        Assert.Empty(await visit.BarriersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#item-form [role=alert]")).ToContainTextAsync("not a number");
        await page.Locator("#item-form").GetByLabel("Price", new() { Exact = true }).FillAsync("19.90");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("“page-test-1” was added.")).ToBeVisibleAsync();

        await visit.OpenAsync($"/catalog/item?domain={ConsoleWorld.Knowledge}&item=page-test-1");
        await Expect(page.Locator("h1")).ToHaveTextAsync(Script);
        await Expect(page.GetByText("19.90")).ToBeVisibleAsync();
        Assert.NotEqual("taken", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("h1 b").CountAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Delete the item?")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("was deleted.")).ToBeVisibleAsync();
        Assert.Empty(world.Workspace.Catalog.Find(ConsoleWorld.Knowledge, ["page-test-1"]));
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("Undone.")).ToBeVisibleAsync();
        Assert.Equal(Script, world.Workspace.Catalog.Find(ConsoleWorld.Knowledge, ["page-test-1"])["page-test-1"].Title);

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("was deleted.").First).ToBeVisibleAsync();
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Item_SeenByAPartner_ShowsSharedAggregatesAndNothingToChange()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Partner);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var item = world.Workspace.Interactions.ReadWeighted(ConsoleWorld.Knowledge, KindWeights.Default, default).First().ItemId;

        await visit.OpenAsync($"/catalog/item?domain={ConsoleWorld.Knowledge}&item={item}");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Who takes it" })).ToBeVisibleAsync();
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).CountAsync());
        Assert.Equal(0, await visit.Page.Locator("a[href='/users']").CountAsync());
        await visit.PictureAsync("item-partner");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }
}
