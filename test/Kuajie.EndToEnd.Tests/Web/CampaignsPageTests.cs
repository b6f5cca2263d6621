using Kuajie.Client.Campaigns;
using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Server.Campaigns;
using Kuajie.Server.Overview;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>A joint promotion from its first draft to its end, as the people of both sides see it.</summary>
public sealed class CampaignsPageTests(ConsoleWorld world)
{
    [Fact]
    public async Task Campaign_WrittenInSteps_IsProposedApprovedHeldAndEnded()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;

        await visit.OpenAsync("/campaigns?domain=knowledge");
        await page.GetByRole(AriaRole.Button, new() { Name = "New campaign" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("city-run");
        await NextAsync(page);
        // A budget that is none is told at the end, with everything else, and nothing that was written is lost.
        await page.GetByLabel("Budget").FillAsync("none");
        await page.GetByLabel("Price", new() { Exact = true }).FillAsync("30");
        await NextAsync(page);
        await page.GetByLabel("Placements").FillAsync("home-top, course-page");
        await page.GetByLabel("Title in Chinese").FillAsync("马拉松训练营");
        await page.GetByLabel("Title in English").FillAsync("Marathon camp <script>alert(1)</script>");
        await page.GetByLabel("Link", new() { Exact = true }).FillAsync("https://example.org/run");
        await NextAsync(page);
        await NextAsync(page);
        var keep = page.GetByRole(AriaRole.Button, new() { Name = "Keep the draft" });
        await keep.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The budget is no amount above 0");
        await visit.PictureAsync("campaign-wizard-en");
        await page.GetByRole(AriaRole.Button, new() { Name = "2. Money" }).ClickAsync();
        await page.GetByLabel("Budget").FillAsync("20000");
        await page.GetByRole(AriaRole.Button, new() { Name = "5. Live events" }).ClickAsync();
        await keep.ClickAsync();

        var head = page.Locator(".camp-head");
        await Expect(head).ToContainTextAsync("draft");
        await Expect(page.Locator(".creative")).ToContainTextAsync("Marathon camp <script>alert(1)</script>");
        await head.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();
        await ConfirmAsync(page, "Propose");
        await Expect(head).ToContainTextAsync("proposed");
        await context.CloseAsync();

        // The partner looks at it and agrees.
        var theirs = await world.BrowserOfAsync(Role.Partner);
        var other = await ConsoleVisit.StartAsync(world, theirs);
        await other.OpenAsync("/campaigns");
        await Expect(other.Page.GetByRole(AriaRole.Region, new() { Name = "Campaigns" })).ToContainTextAsync("waits for you");
        await other.Page.GetByRole(AriaRole.Link, new() { Name = "city-run" }).ClickAsync();
        head = other.Page.Locator(".camp-head");
        await head.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await ConfirmAsync(other.Page, "Approve");
        await Expect(head).ToContainTextAsync("scheduled");
        await head.GetByRole(AriaRole.Button, new() { Name = "Hold" }).ClickAsync();
        await Expect(head).ToContainTextAsync("held");
        await head.GetByRole(AriaRole.Button, new() { Name = "Let it go on" }).ClickAsync();
        await Expect(head).ToContainTextAsync("scheduled");
        await head.GetByRole(AriaRole.Button, new() { Name = "End at once" }).ClickAsync();
        await ConfirmAsync(other.Page, "End at once");
        await Expect(head).ToContainTextAsync("ended at once");
        await Expect(head.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await theirs.CloseAsync();
        Assert.Empty(visit.Faults);
        Assert.Empty(other.Faults);
    }

    [Fact]
    public async Task Draft_Deleted_IsPutBack()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Owner);
        var visit = await ConsoleVisit.StartAsync(world, context);
        world.Services.GetRequiredService<CampaignShelf>().Define("knowledge", "fleeting", Definition(), "test");

        await visit.OpenAsync("/campaigns?domain=knowledge&campaign=fleeting");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await ConfirmAsync(visit.Page, "Delete");
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "fleeting" })).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "fleeting" })).ToBeVisibleAsync();
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Delivery_OfARunningCampaign_ComesInByItself()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        await RunAsync("watched");

        await visit.OpenAsync("/campaigns?domain=knowledge&campaign=watched");
        await Expect(visit.Page.Locator(".empty", new() { HasText = "Nothing was shown yet" })).ToBeVisibleAsync();
        await DecideAsync("watched-slot", 30);

        await Expect(visit.Page.Locator(".tile", new() { HasText = "Impressions" }).Locator("b")).ToHaveTextAsync("30");
        await Expect(visit.Page.Locator(".chart-place canvas")).ToHaveCountAsync(2);
        // Nobody was held out: what it caused is not known, and that is said.
        await Expect(visit.Page.GetByRole(AriaRole.Note)).ToContainTextAsync("kept from nobody");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Offer_Written_HasCodesThatAreToldOnce()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var page = visit.Page;
        await RunAsync("giving");

        await visit.OpenAsync("/campaigns?domain=knowledge&campaign=giving");
        await page.GetByText("Write an offer").ClickAsync();
        await page.GetByLabel("Name of the offer").FillAsync("spring-50");
        await page.GetByLabel("Title in Chinese").FillAsync("立减五十");
        await page.GetByLabel("Title in English").FillAsync("Fifty off");
        await page.GetByLabel("Amount").FillAsync("50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep the offer" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Region, new() { Name = "Offers" }).Locator("tbody tr");
        await Expect(row).ToContainTextAsync("Fifty off");
        var file = await page.RunAndWaitForDownloadAsync(() => row.GetByRole(AriaRole.Button).ClickAsync());

        var lines = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(101, lines.Count(line => line.Length > 0));
        await Expect(row).ToContainTextAsync("100");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    /// <summary>A month of fifty users who come once a day: what the campaign will reach stands beside the button that proposes it.</summary>
    [Theory]
    [InlineData("en", "light", 1280)]
    [InlineData("zh-Hans", "dark", 390)]
    public async Task Forecast_OfADraft_StandsThereBeforeItIsProposed(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var name = $"foreseen-{language}-{width}";
        Visits(name + "-slot", 50);
        world.Services.GetRequiredService<CampaignShelf>().Define("knowledge", name, Definition(name + "-slot"), "test");

        await visit.OpenAsync($"/campaigns?domain=knowledge&campaign={name}");
        await visit.FilledAsync();
        var forecast = visit.Page.GetByRole(AriaRole.Region, new() { Name = language == "en" ? "Forecast" : "预测", Exact = true });
        await Expect(forecast.Locator(".tile", new() { HasText = language == "en" ? "Users reached" : "触达" }).Locator("b"))
            .ToHaveTextAsync("50");
        await Expect(forecast).ToContainTextAsync(language == "en" ? "everybody who comes sees it" : "来访者都已看到");
        await Expect(forecast.Locator(".chart-place canvas")).ToHaveCountAsync(1);
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = language == "en" ? "Propose" : "提交" })).ToBeVisibleAsync();
        Assert.True(await visit.FitsAsync());
        await visit.AssertNoBarriersAsync();
        await visit.PictureAsync($"campaign-forecast-{language}-{theme}-{width}");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("en", "dark", 1280)]
    [InlineData("zh-Hans", "light", 390)]
    public async Task Tracking_NobodySawIt_SaysSoWithReasonAndCure(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var name = $"behind-{language}-{width}";
        Visits(name + "-slot", 50);
        // Two whole days at least are behind it, at whatever hour this runs: of the first there may be minutes only.
        await RunAsync(name, daysAgo: 3);
        var watch = world.Services.GetRequiredService<DeliveryWatch>();
        var campaign = world.Services.GetRequiredService<CampaignShelf>().Find("knowledge", name);
        watch.Take(campaign);
        watch.Judge(campaign);

        await visit.OpenAsync($"/campaigns?domain=knowledge&campaign={name}");
        await visit.FilledAsync();
        var tracking = visit.Page.GetByRole(
            AriaRole.Region,
            new() { Name = language == "en" ? "Delivery against forecast" : "投放与预测对照" }
        );
        await Expect(tracking.GetByRole(AriaRole.Status))
            .ToContainTextAsync(language == "en" ? "Under-delivery: 0 impressions" : "投放不足");
        await tracking.GetByRole(AriaRole.Button, new() { Name = language == "en" ? "Table" : "表格" }).ClickAsync();
        await Expect(tracking.Locator(".chart-table tbody tr").First).ToContainTextAsync("0");
        Assert.True(await visit.FitsAsync());
        await visit.AssertNoBarriersAsync();
        await visit.PictureAsync($"campaign-tracking-{language}-{theme}-{width}");
        // A look at the workspace serves all who ask within some seconds, and another test may have taken one just now.
        world.Services.GetRequiredService<Glances>().Forget();
        await visit.OpenAsync("/");
        await Expect(
                visit
                    .Page.GetByText(language == "en" ? $"campaign {name} is shown less than forecast" : $"活动 {name} 的投放低于预测")
                    .First
            )
            .ToBeVisibleAsync();
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Theory]
    [InlineData("zh-Hans", "dark", 1280)]
    [InlineData("zh-Hans", "light", 390)]
    [InlineData("en", "dark", 390)]
    public async Task Pages_OnAnyScreen_StayWithinIt(string language, string theme, int width)
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Growth, language, theme, width);
        var visit = await ConsoleVisit.StartAsync(world, context);
        var name = $"screen-{language}-{theme}-{width}";
        await RunAsync(name);
        await DecideAsync(name + "-slot", 12);

        foreach (var (part, address) in new[] { ("list", ""), ("view", $"&campaign={name}"), ("wizard", "&edit=") })
        {
            await visit.OpenAsync("/campaigns?domain=knowledge" + address);
            await visit.FilledAsync();
            Assert.True(await visit.FitsAsync(), part);
            await visit.AssertNoBarriersAsync();
            await visit.PictureAsync($"campaigns-{part}-{language}-{theme}-{width}");
        }
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static CampaignDefinition Definition(string slot = "slot", int daysAgo = 1) =>
        CampaignWire.ToDefinition(
            new CampaignRequest(
                "sports",
                Now.AddDays(-daysAgo),
                Now.AddDays(9),
                "CNY",
                2_000_000,
                3_000,
                [slot],
                [
                    new CampaignCreativeRequest(
                        "run",
                        new CreativeWordsRequest("Run further", "Train with the league."),
                        new CreativeWordsRequest("跑得更远", "与联赛一起训练。"),
                        "https://example.org/run"
                    ),
                ],
                Pacing: "asFast",
                LiveEvents:
                [
                    new LiveEventRequest(
                        "ask",
                        new CreativeWordsRequest("Ask a runner", ""),
                        new CreativeWordsRequest("向跑者提问", ""),
                        Now.AddDays(2),
                        Now.AddDays(2).AddHours(1),
                        "https://example.org/live"
                    ),
                ]
            )
        );

    /// <summary>Each user once on each of thirty days up to yesterday.</summary>
    private void Visits(string slot, int users)
    {
        var traffic = world.Services.GetRequiredService<SlotTraffic>();
        for (var day = 1; day <= 30; day++)
        {
            for (var user = 0; user < users; user++)
            {
                traffic.Asked("knowledge", slot, $"visitor-{user}", null, Now.AddDays(-day));
            }
        }
        traffic.Flush();
    }

    private async Task RunAsync(string name, int daysAgo = 1)
    {
        await world.StartAsync();
        var shelf = world.Services.GetRequiredService<CampaignShelf>();
        shelf.Define("knowledge", name, Definition(name + "-slot", daysAgo), "test");
        shelf.Propose("knowledge", name, "test");
        shelf.Approve("sports", name, "test");
    }

    private async Task DecideAsync(string slot, int times)
    {
        var decisions = world.Services.GetRequiredService<CampaignDecisions>();
        for (var time = 0; time < times; time++)
        {
            var answer = await decisions.DecideAsync(new DecisionQuery("knowledge", slot, null, $"visit-{slot}-{time}"));
            Assert.NotNull(answer.Decision);
        }
    }

    private static Task NextAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();

    private static Task ConfirmAsync(IPage page, string action) =>
        page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
}
