using System.Net;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Recommendations;

/// <summary>Shelves with filters and pages, and what they show where nothing happened lately.</summary>
public sealed class ShelfEndpointsTests
{
    private const string Root = "/v1/domains/sports/";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Sports);

    [Theory]
    [InlineData("trending?window=week")]
    [InlineData("items/e1/similar?")]
    [InlineData("items/c1/similar?in=sports")]
    public async Task Filters_EachOfThem_LeaveTheMatchingItemsOfTheWholeShelf(string shelf)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(
            shelf.Contains("/c1/", StringComparison.Ordinal) ? RunningServer.PartyOf("knowledge") : Firm,
            Scope.Recommend
        );
        var root = shelf.Contains("/c1/", StringComparison.Ordinal) ? "/v1/domains/knowledge/" : Root;
        var all = await TrainedServer.GetAsync(client, $"{root}{shelf}&count=20");
        Assert.True(all.Items.Count >= 19, $"{all.Items.Count}");
        foreach (
            var (query, holds) in new (string, Func<int, bool>)[]
            {
                ("kinds=event", number => number % 4 == 0),
                ("kinds=event&kinds=course&tagsAny=odd", number => number % 2 == 1),
                ("tagsAll=even&tagsAll=odd", _ => false),
                ("tagsNone=EVEN", number => number % 2 == 1),
                ("owners=guest-firm", number => number % 5 == 0),
                ("priceFrom=300&priceTo=700&currency=CNY", number => number is >= 3 and <= 7),
            }
        )
        {
            var some = await TrainedServer.GetAsync(client, $"{root}{shelf}&count=20&{query}");

            Assert.Equal(
                all.Items.Select(item => item.Item).Where(id => holds(int.Parse(id[1..], null))),
                some.Items.Select(item => item.Item)
            );
        }
    }

    [Fact]
    public async Task Availability_LeavesOutWhatMayNotBeShown_UnlessAskedFor()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        var best = (await TrainedServer.GetAsync(client, Root + "trending?window=week")).Items[0].Item;
        await (
            await client.PutAsync(
                Root + "items",
                Wire.Json($$"""{"items":[{"item":"{{best}}","kind":"course","availableUntil":"2026-05-01T00:00:00Z"}]}""")
            )
        ).DocumentAsync();

        var shown = await TrainedServer.GetAsync(client, Root + "trending?window=week&count=20");
        var all = await TrainedServer.GetAsync(client, Root + "trending?window=week&count=20&includeUnavailable=true");

        Assert.DoesNotContain(best, shown.Items.Select(item => item.Item));
        Assert.Equal(best, all.Items[0].Item);
    }

    [Theory]
    [InlineData("trending?window=week")]
    [InlineData("items/e1/similar?")]
    [InlineData("new?")]
    public async Task Pages_EventsBetweenThem_ShowEveryItemOnce(string shelf)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        foreach (var number in Enumerable.Range(0, 20))
        {
            // A moment each, so that all of them are new, one after the other.
            running.Clock.Advance(TimeSpan.FromSeconds(1));
            await (
                await client.PutAsync(Root + "items", Wire.Json($$"""{"items":[{"item":"f{{number}}","kind":"course","tags":["odd"]}]}"""))
            ).DocumentAsync();
        }
        var whole = await TrainedServer.GetAsync(client, $"{Root}{shelf}&count=50");
        var shown = new List<string>();
        string? cursor = null;
        do
        {
            var page = await TrainedServer.GetAsync(client, $"{Root}{shelf}&count=7{(cursor is null ? "" : $"&cursor={cursor}")}");
            shown.AddRange(page.Items.Select(item => item.Item));
            cursor = page.NextCursor;
            running.Tell("sports", "s1", $"e{19 - (shown.Count % 20)}");
        } while (cursor is not null);

        Assert.Equal(shown.Distinct(), shown);
        Assert.Equal(whole.Items.Select(item => item.Item).Order(), shown.Order());
    }

    [Fact]
    public async Task Cursor_ForgedOrOfAnotherShelfOrParty_IsRefusedWithACure()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        var cursor = (await TrainedServer.GetAsync(client, Root + "trending?window=week&count=3")).NextCursor!;

        async Task<string> Code(HttpClient asking, string path)
        {
            var problem = await (await asking.GetAsync(path)).ProblemAsync(HttpStatusCode.BadRequest);
            Assert.NotEmpty(problem.Cure!);
            return problem.Code;
        }
        Assert.Equal("invalid-cursor", await Code(client, $"{Root}trending?window=week&count=3&cursor=x{cursor[1..]}"));
        Assert.Equal("cursor-of-another-list", await Code(client, $"{Root}trending?window=day&count=3&cursor={cursor}"));
        Assert.Equal("cursor-of-another-list", await Code(client, $"{Root}new?count=3&cursor={cursor}"));
        Assert.Equal("cursor-of-another-list", await Code(client, $"{Root}trending?window=week&kinds=course&cursor={cursor}"));
        Assert.Equal("invalid-cursor", await Code(running.Client(null), $"{Root}trending?window=week&count=3&cursor={cursor}"));
        Assert.Equal("invalid-recommendation-request", await Code(client, $"{Root}new?priceFrom=3"));
        Assert.Equal("invalid-recommendation-request", await Code(client, $"{Root}new?count=0"));
    }

    [Theory]
    [InlineData(0, "hour", "PT1H", 0)]
    [InlineData(1, "hour", "P1D", 0)]
    [InlineData(20, "day", "P7D", 0)]
    [InlineData(400, "day", "P30D", -400)]
    [InlineData(4000, "day", "P30D", -4000)]
    public async Task Trending_NothingLately_IsOfAnOlderTimeAndSaysSo(int daysLater, string asked, string window, int endsDays)
    {
        var last = new DateTimeOffset(2026, 5, 31, 12, 0, 0, TimeSpan.Zero);
        await using var running = await TrainedServer.StartAsync(now: last.AddDays(daysLater));
        var client = running.Client(Firm);

        var list = await TrainedServer.GetAsync(client, $"{Root}trending?window={asked}&count=4");

        Assert.Equal(window, list.Window);
        Assert.Equal(last.AddDays(daysLater + endsDays), list.WindowEnd!.Value, TimeSpan.FromHours(1));
        Assert.Equal(4, list.Items.Count);
        Assert.Equal(list.Items.OrderByDescending(item => item.Score).Select(item => item.Item), list.Items.Select(item => item.Item));
        Assert.All(list.Items, item => Assert.InRange(item.Score, 1e-3, double.MaxValue));
    }
}
