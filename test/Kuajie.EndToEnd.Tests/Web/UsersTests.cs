using System.Text.RegularExpressions;
using Kuajie.Platform.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Users and the story of one, as somebody new to the product reads it.</summary>
public sealed class UsersTests(ConsoleWorld world)
{
    [Theory]
    [InlineData("en", "light", 1280, "Why?", "So we recommend", "did things in", "times as many")]
    [InlineData("zh-Hans", "dark", 1280, "为什么？", "所以推荐", "有过行为", "这里是其")]
    [InlineData("zh-Hans", "light", 390, "为什么？", "所以推荐", "有过行为", "这里是其")]
    public async Task User_FoundWithoutKnowingAnId_TellsWhyAndWhatWouldChange(
        string language,
        string theme,
        int width,
        string why,
        string so,
        string warm,
        string times
    )
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await visit.OpenAsync($"/users?domain={ConsoleWorld.Knowledge}");
        await visit.PictureAsync($"users-{language}-{theme}-{width}");
        // What stands in the table can be read whole, also on a phone.
        Assert.Equal(
            0,
            await page.Locator(".users-table")
                .EvaluateAsync<int>(
                    "table => [...table.querySelectorAll('th, td')].filter(cell => cell.offsetWidth > 0 && cell.scrollWidth > cell.clientWidth).length"
                )
        );
        var user = world.KnownUser.User;
        await page.Locator("input[type=search]").FillAsync(user[..^1]);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".rows tbody a", new() { HasText = user }).ClickAsync();
        await Expect(page.Locator(".ranking > li").First).ToBeVisibleAsync();
        await visit.FilledAsync();

        // The way from what the person did to the partner's item, open for the first place.
        await Expect(page.Locator(".ranking > li").First.Locator("summary")).ToHaveTextAsync(why);
        await Expect(page.Locator(".ranking > li").First.GetByText(so).First).ToBeVisibleAsync();
        await Expect(page.Locator(".timeline li").First).ToBeVisibleAsync();
        // A share says little without the usual one beside it, whichever side the reason comes from.
        await Expect(page.Locator(".ranking > li").First.GetByText(times).First).ToBeVisibleAsync();
        await Expect(page.Locator("#recommendations p.count-line[role=status] > span")).ToContainTextAsync(warm);
        await visit.PictureAsync($"user-{language}-{theme}-{width}");
        Assert.True(await visit.FitsAsync(), "The page scrolls sideways.");
        Assert.Empty(await visit.BarriersAsync());

        // As if the partner knew nothing of them: every reason comes from this side.
        await page.Locator("#recommendations input[type=checkbox]").CheckAsync();
        await Expect(page).ToHaveURLAsync(new Regex("alone=true"));
        await visit.FilledAsync();
        await Expect(page.Locator("#recommendations .count-line").First).Not.ToContainTextAsync(warm);
        await Expect(page.Locator(".ranking > li").First).ToBeVisibleAsync();
        await Expect(page.Locator(".chain li:first-child .chip[data-domain='" + ConsoleWorld.Sports + "']")).ToHaveCountAsync(0);
        await visit.PictureAsync($"user-alone-{language}-{theme}-{width}");
        await page.Locator("#recommendations input[type=checkbox]").UncheckAsync();
        await Expect(page).ToHaveURLAsync(new Regex("^((?!alone).)*$"));
        await visit.FilledAsync();

        // What if they also did things the model has something to say about.
        var before = world.Workspace.Interactions.Totals();
        await page.Locator(".step .filters select").Last.SelectOptionAsync(ConsoleWorld.Sports);
        foreach (var words in (string[])["football", "足球"])
        {
            await page.Locator("input[type=search]").FillAsync(words);
            await page.Locator(".suggestions button").First.ClickAsync();
            await Expect(page.Locator("input[type=search]")).ToHaveValueAsync("");
        }
        await Expect(page.Locator(".added li")).ToHaveCountAsync(2);
        await visit.FilledAsync();
        // The list with that stands below the form, and the one above stays as it is.
        await Expect(page.Locator("#try-out .ranking .chip.mark").First).ToBeVisibleAsync();
        await Expect(page.Locator("#recommendations .chip.mark")).ToHaveCountAsync(0);
        await visit.PictureAsync($"user-tryout-{language}-{theme}-{width}");
        Assert.Empty(await visit.BarriersAsync());
        Assert.Equal(before, world.Workspace.Interactions.Totals());

        await page.ReloadAsync();
        await visit.FilledAsync();
        await Expect(page.Locator(".added li")).ToHaveCountAsync(2);
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task User_SeenByCompliance_ShowsWhatIsKnownAndNoRecommendations()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Compliance);
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.OpenAsync($"/users?domain={ConsoleWorld.Sports}");
        await visit.Page.Locator(".rows tbody a").First.ClickAsync();
        await Expect(visit.Page.Locator(".timeline li").First).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("not what is recommended to them")).ToBeVisibleAsync();

        // To an item, and from there back to the person.
        var person = await visit.Page.Locator("h1").InnerTextAsync();
        await visit.Page.Locator(".timeline li a").First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = $"Back to user {person}" }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(person);
        await Expect(visit.Page.Locator(".timeline li").First).ToBeVisibleAsync();
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task User_NobodyKnows_SaysWhatToDo()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data);
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.OpenAsync($"/users/user?domain={ConsoleWorld.Knowledge}&user=nobody");
        await Expect(visit.Page.GetByText("Check the id")).ToBeVisibleAsync();
        await context.CloseAsync();
    }
}
