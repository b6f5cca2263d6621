using System.Text.Json;
using Kuajie.Client.Campaigns;
using Kuajie.Client.Experiments;
using Kuajie.Client.Problems;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Partners;
using Kuajie.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>What all campaigns caused, row by row as it comes.</summary>
public sealed class OutcomesPageTests(ConsoleWorld world)
{
    private const string School = "school";
    private const string Club = "club";
    private const string Failing = "march";
    private static readonly string[] Names = ["april", "february", "january", Failing, "may"];

    [Theory]
    [InlineData(
        "en",
        1280,
        "5 of 5 outcomes",
        "4 of 5 outcomes",
        "could not be read: the picture",
        "All outcomes are read",
        "Try again",
        "Table"
    )]
    [InlineData("zh-Hans", 390, "还有 5 个", "还有 4 个", "有 1 个未能读取", "全部结果已读取", "重试", "表格")]
    public async Task Rows_AsTheyCome_AreFilledInPlaceAndTheFailedOneTriedAgain(
        string language,
        int width,
        string allAwaited,
        string oneCame,
        string oneFailed,
        string allRead,
        string again,
        string asTable
    )
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        await using var own = new OwnServer();
        await own.StartAsync();
        var home = own.Address;
        Begin(own);
        var visit = await VisitAsync(own, home, language, width);
        var page = visit.Page;
        await using var held = await HeldOutcomes.BeforeAsync(own.Server);
        var rows = page.Locator("[data-campaign]");
        var progress = page.Locator("[data-progress]");
        var picture = page.Locator(".chart-place canvas");

        // Every campaign stands there with its name while nothing has come, and no more than two are asked for at a time.
        await page.GotoAsync(new Uri(home, $"/outcomes?domain={School}").ToString());
        await held.ArrivedAsync(2);
        await Expect(rows).ToHaveCountAsync(Names.Length);
        Assert.Equal(Names, await rows.Locator("a").AllInnerTextsAsync());
        await Expect(progress).ToContainTextAsync(allAwaited);
        var places = await PlacesAsync(rows);
        await visit.PictureAsync($"outcomes-awaited-{language}-{width}");

        var first = held.Asked.First();
        held.Answer(first, Json(1));
        await held.ArrivedAsync(1);
        await Expect(Row(first)).ToContainTextAsync("Buyers on the promoted side: probably better");
        await Expect(progress).ToContainTextAsync(oneCame);
        await Expect(picture).ToHaveCountAsync(0);
        foreach (var (place, name) in Names.Where(name => name != first).Index())
        {
            held.Answer(name, name == Failing ? Problem : Json(place + 2), name == Failing ? 500 : 200);
        }
        await Expect(Row(Failing).GetByRole(AriaRole.Alert)).ToContainTextAsync("The ledger is closed. Open it.");
        await Expect(progress).ToContainTextAsync(oneFailed);
        await Expect(picture).ToHaveCountAsync(1);
        await visit.FilledAsync();
        Assert.Equal(2, held.Most);
        // Nothing moved: neither measured by the browser nor by the rows' own places.
        Assert.Equal(places, await PlacesAsync(rows));
        Assert.InRange(await visit.JumpsAsync(), 0, 0.001);
        Assert.True(await visit.FitsAsync());
        Assert.Equal("", string.Join(Environment.NewLine, await visit.BarriersAsync()));
        await visit.PictureAsync($"outcomes-failed-{language}-{width}");

        held.Hold(Failing);
        await Row(Failing).GetByRole(AriaRole.Button, new() { Name = again }).ClickAsync();
        held.Answer(Failing, Json(9));
        await Expect(Row(Failing)).ToContainTextAsync("probably better");
        await Expect(progress).ToContainTextAsync(allRead);
        await page.GetByRole(AriaRole.Button, new() { Name = asTable, Exact = true }).ClickAsync();
        await Expect(page.Locator(".chart-table tbody tr")).ToHaveCountAsync(Names.Length);
        await visit.PictureAsync($"outcomes-read-{language}-{width}");
        await page.Context.CloseAsync();
        Assert.Empty(visit.Faults);

        ILocator Row(string campaign) => page.Locator($"[data-campaign={campaign}]");
    }

    [Fact]
    public async Task Page_Left_AsksForNothingMore()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        await using var own = new OwnServer();
        await own.StartAsync();
        var home = own.Address;
        Begin(own);
        var visit = await VisitAsync(own, home, "en", 1280);
        await using var held = await HeldOutcomes.BeforeAsync(own.Server);

        await visit.Page.GotoAsync(new Uri(home, $"/outcomes?domain={School}").ToString());
        await held.ArrivedAsync(2);
        await Expect(visit.Page.Locator("[data-campaign]")).ToHaveCountAsync(Names.Length);
        await visit.Page.Locator("a[href='/campaigns']").First.ClickAsync();
        await held.GivenUpAsync(2);
        await visit.FilledAsync();

        Assert.Equal(2, held.Asked.Count);
        await visit.Page.Context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    private async Task<ConsoleVisit> VisitAsync(OwnServer own, Uri home, string language, int width)
    {
        var context = await world.StrangerAsync(language, width);
        await context.APIRequest.PostAsync(
            new Uri(home, "/v1/setup").ToString(),
            new()
            {
                DataObject = new
                {
                    code = own.Server.SetupCode,
                    name = "owner@example.org",
                    password = ConsoleWorld.Password,
                },
            }
        );
        return await ConsoleVisit.StartAsync(home, context);
    }

    /// <summary>Campaigns of two domains that run, each with a holdout, and one that has not begun.</summary>
    private static void Begin(OwnServer own)
    {
        own.Workspace.Partners.EnsureDomain(School);
        own.Workspace.Partners.EnsureDomain(Club);
        own.Workspace.Partners.PutPartnership(School, Club, PartnershipShares.All);
        own.Server.Services.GetRequiredService<CurrentAccess>().Refresh();
        var now = TimeProvider.System.GetUtcNow();
        var shelf = own.Server.Services.GetRequiredService<CampaignShelf>();
        foreach (var name in Names.Append("planned"))
        {
            shelf.Define(
                School,
                name,
                new CampaignDefinition
                {
                    Partner = Club,
                    StartsAt = now.AddHours(name == "planned" ? 24 : -1),
                    EndsAt = now.AddDays(10),
                    Currency = "CNY",
                    BudgetMinorUnits = 1_000_000,
                    PriceMinorUnits = 1000,
                    HoldoutShare = 0.2,
                    Slots = [name],
                    Creatives = [new("one", new("Title", "Text"), new("标题", "正文")) { Link = "https://example.org/" }],
                },
                "test"
            );
            shelf.Propose(School, name, "test");
            shelf.Approve(Club, name, "test");
        }
    }

    private static async Task<string[]> PlacesAsync(ILocator rows) =>
        await rows.EvaluateAllAsync<string[]>(
            "all => all.map(row => { const box = row.getBoundingClientRect(); return `${box.top + scrollY} ${box.height} ` + [...row.cells].map(cell => cell.offsetLeft).join(' '); })"
        );

    private static JsonSerializerOptions Web { get; } = new(JsonSerializerDefaults.Web);

    private static string Problem { get; } =
        JsonSerializer.Serialize(
            new ProblemResponse("about:blank", "No", 500, "closed", "The ledger is closed.", "An open one.", "Open it."),
            Web
        );

    private static string Json(int which) =>
        JsonSerializer.Serialize(
            new CampaignOutcomeResponse(
                "running",
                DateTimeOffset.UnixEpoch,
                DateTimeOffset.UnixEpoch.AddDays(9),
                false,
                "CNY",
                12_345 * which,
                1_234_500 * which,
                [],
                [
                    new OutcomeMeasureResponse(
                        "buyers",
                        "promoted",
                        "Buyers",
                        "probablyBetter",
                        "Buyers on the promoted side: probably better, not proven. The lift seen is +12.3 %, but -10.0 % to +100.0 % fit the data (95% confidence).",
                        Effect: new EffectResponse(0.01 * which, -0.01, 0.02 * which)
                    ),
                ],
                10_000 * which,
                2_500 * which,
                new EffectResponse(1_234_567.8 * which, -123_456.7, 2_345_678.9 * which),
                new EffectResponse(1.5, -0.25, 3.75)
            ),
            Web
        );
}
