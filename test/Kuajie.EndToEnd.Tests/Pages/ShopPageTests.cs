using System.Text.RegularExpressions;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Pages;

/// <summary>kuajie.js on the sample shop's pages, in a real browser, against a real service on another origin.</summary>
public sealed partial class ShopPageTests
{
    private const string SessionName = "kuajie-session";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Visit_WithConsent_TellsWhatWasSeenClickedAndViewedOnce()
    {
        await using var world = await NewWorldAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(world, "/?language=en");
        var list = await page.Locator("[data-list=own]").GetAttributeAsync("data-kuajie-list");

        await page.ClickAsync("#accept");

        var session = await SessionAsync(page);
        var above = await Until(() => world.Events.SeenInSession(ShopWorld.Shop, session), seen => seen.Count >= 3);
        Assert.All(above, seen => Assert.Equal(('c', list), (seen.ItemId[0], seen.ListId)));

        await page.Locator("[data-list=partner] li").Last.ScrollIntoViewIfNeededAsync();
        var both = await Until(() => world.Events.SeenInSession(ShopWorld.Shop, session), seen => seen.Any(each => each.ItemId[0] == 'p'));
        Assert.Equal(both.Count, both.DistinctBy(seen => (seen.ListId, seen.ItemId)).Count());

        var place = page.Locator("[data-list=own] li").First;
        var item = await place.GetAttributeAsync("data-kuajie-item");
        await place.Locator("a").ClickAsync();
        var done = await Until(() => world.Events.OfSession(ShopWorld.Shop, session), done => done.Count >= 2);
        await page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        Assert.Equal(
            [(InteractionKind.Click, item, list), (InteractionKind.View, item, null)],
            done.OrderBy(each => each.At).Select(each => (each.Kind, (string?)each.ItemId, each.ListId))
        );
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Leave_BeforeTheNextBatch_SendsWhatWaitsByBeacon()
    {
        await using var world = await NewWorldAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(world, "/?language=en");
        await page.ClickAsync("#accept");
        var session = await SessionAsync(page);

        await page.EvaluateAsync("kuajie.track('like', 'c3'); kuajie.track('share', 'c4'); location.href = 'about:blank'");

        var done = await Until(() => world.Events.OfSession(ShopWorld.Shop, session), done => done.Count >= 2);
        Assert.Equal(["c3", "c4"], done.Select(each => each.ItemId).Order());
    }

    [Fact]
    public async Task Answers_ThatFailAtFirst_AreAskedForAgainAndStoredOnce()
    {
        await using var world = await NewWorldAsync();
        await using var browser = await Browser.StartAsync();
        var refusals = 0;
        await browser.Context.RouteAsync(
            "**/collect?*",
            async route =>
            {
                if (Interlocked.Increment(ref refusals) > 2)
                {
                    await route.ContinueAsync();
                }
                else if (refusals == 1)
                {
                    await route.AbortAsync();
                }
                else
                {
                    // The service stores them, and the answer is lost.
                    await route.FetchAsync();
                    await route.FulfillAsync(new RouteFulfillOptions { Status = 503 });
                }
            }
        );
        var page = await browser.OpenAsync(world, "/?language=en");
        await page.ClickAsync("#accept");
        var session = await SessionAsync(page);

        await page.EvaluateAsync("kuajie.track('like', 'c3')");

        await Until(() => world.Events.OfSession(ShopWorld.Shop, session), done => done.Count >= 1);
        await Until(() => Volatile.Read(ref refusals), count => count >= 3);
        Assert.Single(world.Events.OfSession(ShopWorld.Shop, session));
        Assert.Empty(browser.Faults);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' })", true)]
    [InlineData("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })", true)]
    public async Task Visitor_WhoDoesNotWantIt_IsNotFollowed(string? sign, bool isAsked)
    {
        await using var world = await NewWorldAsync();
        await using var browser = await Browser.StartAsync(sign);
        var page = await browser.OpenAsync(world, "/?language=en");

        if (isAsked)
        {
            // With a sign of the browser even a yes counts as no.
            await page.ClickAsync(sign is null ? "#decline" : "#accept");
        }
        await page.EvaluateAsync("kuajie.track('like', 'c3')");
        await page.Locator("[data-list=own] li a").First.ClickAsync();
        await page.Locator("#title").WaitForAsync();
        // As long as the script would take to see and to send.
        await page.EvaluateAsync("new Promise((done) => setTimeout(done, 3500))");

        Assert.Null(await page.EvaluateAsync<string?>($"sessionStorage.getItem('{SessionName}')"));
        Assert.Null(await page.EvaluateAsync<string?>("kuajie.session()"));
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
        await page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        Assert.Empty(browser.Collected);
        Assert.Equal(0, world.Told);
    }

    [Fact]
    public async Task Consent_TakenBack_StopsAndForgets()
    {
        await using var world = await NewWorldAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(world, "/?language=en");
        await page.ClickAsync("#accept");
        var session = await SessionAsync(page);
        await page.EvaluateAsync("kuajie.track('like', 'c3'); kuajie.consent(false); kuajie.track('like', 'c4')");

        Assert.Null(await page.EvaluateAsync<string?>($"sessionStorage.getItem('{SessionName}')"));
        await page.EvaluateAsync("kuajie.consent(true); kuajie.track('like', 'c5')");
        var next = await SessionAsync(page);

        Assert.NotEqual(session, next);
        var done = await Until(() => world.Events.OfSession(ShopWorld.Shop, next), done => done.Count >= 1);
        Assert.Equal("c5", Assert.Single(done).ItemId);
        Assert.Empty(world.Events.OfSession(ShopWorld.Shop, session));
    }

    [Theory]
    [InlineData("en", "Courses for you")]
    [InlineData("zh", "为你选的课程")]
    public async Task Titles_AndReasons_AreTextInBothLanguages(string language, string heading)
    {
        await using var world = await NewWorldAsync();
        await using var browser = await Browser.StartAsync();

        var page = await browser.OpenAsync(world, $"/?language={language}");

        Assert.Equal(heading, await page.Locator("h2").First.TextContentAsync());
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        var titles = await page.Locator("[data-list=own] strong").AllTextContentsAsync();
        Assert.Contains(ShopWorld.Villain, titles);
        Assert.Contains(ShopWorld.Chinese, titles);
        var reason = await page.Locator("[data-list=partner] small").First.TextContentAsync();
        Assert.Equal(language == "zh", reason!.Any(letter => letter >= '\u4e00'));
        await page.Locator("[data-list=own] a", new PageLocatorOptions { HasText = "window.broken" }).ClickAsync();
        Assert.Equal(ShopWorld.Villain, await page.Locator("#title").TextContentAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("window.broken || 0"));
        Assert.Empty(browser.Faults);
        await PictureAsync(page, $"course-{language}");
        await page.GoBackAsync();
        await PictureAsync(page, $"shop-{language}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Script_InABrowserThatHasNothing_HarmsNoPage(bool hasSettings)
    {
        await using var world = await NewWorldAsync();
        await using var browser = await Browser.StartAsync(
            "delete window.IntersectionObserver; Object.defineProperty(window, 'sessionStorage', { get: () => { throw new Error('closed'); } })"
        );
        using var http = new HttpClient();
        var script = ScriptElement().Match(await http.GetStringAsync(world.Address)).Value;
        Assert.NotEmpty(script);
        var page = await browser.Context.NewPageAsync();
        await page.GotoAsync(new Uri(world.Address, "/shop.css").ToString());

        var element = hasSettings ? script : script.Replace("data-", "data-no-", StringComparison.Ordinal);
        await page.SetContentAsync($"{element}</script><p data-kuajie-item='c1'>item</p>");
        await page.EvaluateAsync("kuajie.consent(true)");
        await page.ClickAsync("p");
        await page.EvaluateAsync(
            "kuajie.track(); kuajie.view(null, 3); kuajie.track('like', {}, null); kuajie.consent(false); kuajie.consent(true)"
        );
        await page.ClickAsync("p");

        if (hasSettings)
        {
            await Until(() => world.Told, told => told >= 1);
        }
        Assert.Empty(browser.Faults);
        Assert.Equal(hasSettings, browser.Collected.Count > 0);
    }

    private static async Task<ShopWorld> NewWorldAsync()
    {
        Assert.SkipUnless(BrowserProgram.IsInstalled, "Chromium is not installed: apt-get install chromium-headless-shell fonts-noto-cjk");
        return await ShopWorld.StartAsync();
    }

    private static async Task<string> SessionAsync(IPage page)
    {
        var session = await page.EvaluateAsync<string>("kuajie.session()");
        Assert.Equal(32, session.Length);
        return session;
    }

    /// <summary>Asks until the answer fits: what a browser sends of its own accord tells nobody when it has arrived.</summary>
    private static async Task<T> Until<T>(Func<T> ask, Func<T, bool> fits)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var looks = new PeriodicTimer(BetweenLooks);
        while (true)
        {
            var answer = ask();
            if (fits(answer))
            {
                return answer;
            }
            await looks.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Where the variable <c>KUAJIE_PICTURES</c> names a folder, a picture of the page as people see it.</summary>
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("KUAJIE_PICTURES") is { Length: > 0 } folder)
        {
            await page.SetViewportSizeAsync(1000, 760);
            await page.Locator("[data-list=partner] li").First.WaitForAsync();
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }

    [GeneratedRegex("<script src=\"[^\"]*kuajie\\.js\"[^>]*>")]
    private static partial Regex ScriptElement();
}
