using Kuajie.Client.Campaigns;
using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Server.Campaigns;
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
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("marathon");
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
        await other.Page.GetByRole(AriaRole.Link, new() { Name = "marathon" }).ClickAsync();
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
        await Expect(visit.Page.Locator(".chart-place canvas")).ToHaveCountAsync(1);
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
            Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
            await visit.PictureAsync($"campaigns-{part}-{language}-{theme}-{width}");
        }
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static CampaignDefinition Definition(string slot = "slot") =>
        CampaignWire.ToDefinition(
            new CampaignRequest(
                "sports",
                Now.AddDays(-1),
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

    private async Task RunAsync(string name)
    {
        await world.StartAsync();
        var shelf = world.Services.GetRequiredService<CampaignShelf>();
        shelf.Define("knowledge", name, Definition(name + "-slot"), "test");
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
