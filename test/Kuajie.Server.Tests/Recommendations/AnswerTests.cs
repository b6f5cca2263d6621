using Kuajie.Client.Recommendations;

namespace Kuajie.Server.Tests.Recommendations;

/// <summary>What a request asks for is in its answer, over HTTP, in both languages.</summary>
public sealed class AnswerTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Sports);

    [Theory]
    [InlineData("en", "chosen by the editors", "promoted", "because you bought")]
    [InlineData("zh", "编辑推荐", "推广", "因为你购买了")]
    public async Task MixedPinnedPromoted_StandWhereAskedAndSayWhy(string language, string pinned, string promoted, string because)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);

        var list = await TrainedServer.AskAsync(
            client,
            $$"""
            {"user":"s4","count":12,"explain":true,"language":"{{language}}","includeSeen":true,
             "targets":[{"domain":"sports","share":0.75},{"domain":"knowledge"}],
             "pinned":[{"item":"e3","position":2}],
             "promoted":[{"filter":{"owners":["guest-firm"]},"share":0.25}]}
            """
        );

        Assert.Equal(12, list.Items.DistinctBy(item => (item.Domain, item.Item)).Count());
        Assert.Equal(("e3", "pinned"), (list.Items[1].Item, list.Items[1].Slot));
        Assert.Equal(pinned, list.Items[1].Reasons![0].Text);
        var kept = list.Items.Where(item => item.Slot == "promoted").ToArray();
        Assert.Equal(3, kept.Length);
        Assert.All(kept, item => Assert.Equal(0, int.Parse(item.Item[1..], null) % 5));
        Assert.All(kept, item => Assert.Equal(promoted, item.Reasons![0].Text));
        var ranked = list.Items.Where(item => item.Slot == "ranked").ToArray();
        Assert.Equal((6, 2), (ranked.Count(item => item.Domain == "sports"), ranked.Count(item => item.Domain == "knowledge")));
        Assert.All(list.Items, item => Assert.NotEmpty(item.Reasons!));
        Assert.Contains(ranked, item => item.Reasons![0].Text.StartsWith(because, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mmr")]
    [InlineData("dpp")]
    [InlineData("calibrated")]
    public async Task Diversity_EachWay_MixesWhatTheListIsAbout(string method)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        // Somebody of both tastes, more of one than of the other.
        const string Told = """
            "interactions":[{"item":"e1","kind":"purchase"},{"item":"e3","kind":"purchase"},{"item":"e5","kind":"purchase"},{"item":"e2","kind":"view"}]
            """;
        var plain = await TrainedServer.AskAsync(client, $$"""{"count":6,{{Told}}}""");
        var diverse = await TrainedServer.AskAsync(
            client,
            $$$"""{"count":6,{{{Told}}},"explain":true,"diversity":{"method":"{{{method}}}","strength":0.7}}"""
        );

        int Even(RecommendationResponse list) => list.Items.Count(item => int.Parse(item.Item[1..], null) % 2 == 0);
        Assert.Equal(6, diverse.Items.DistinctBy(item => item.Item).Count());
        // Calibrated: even ones have a thirtieth of the weight, and the one of six they have already is enough.
        var least = Even(plain) + (method == "calibrated" ? 0 : 1);
        Assert.InRange(Even(diverse), least, method == "calibrated" ? least : 6);
        Assert.All(diverse.Items, item => Assert.NotEmpty(item.Reasons!));
    }

    [Theory]
    [InlineData("en", "new in sports", "shares the tag odd with “Thing")]
    [InlineData("zh", "新上架", "两者都有标签“odd”")]
    public async Task NewItem_Explained_SaysWhatItSharesOrThatItIsNew(string language, string isNew, string shares)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        await (
            await client.PutAsync(
                "/v1/domains/sports/items",
                Wire.Json("""{"items":[{"item":"f1","kind":"course","tags":["odd"]},{"item":"f2","kind":"course"}]}""")
            )
        ).DocumentAsync();

        var list = await TrainedServer.AskAsync(client, $$"""{"user":"s5","count":20,"explain":true,"language":"{{language}}"}""");

        string Text(string id) => list.Items.Single(item => item.Item == id).Reasons![0].Text;
        Assert.Contains(shares, Text("f1"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(isNew, Text("f2"), StringComparison.OrdinalIgnoreCase);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var told = await (await client.GetAsync($"/v1/lists/{list.List}/items/f1/explanation")).DocumentAsync();
        Assert.Contains(shares, told.GetProperty("reasons")[0].GetProperty("text").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Session_AnonymousVisitor_GetsAListWithReasonsOfTheVisit(string language)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        await (
            await client.PostAsync(
                "/v1/domains/sports/events",
                Wire.Json(
                    """{"events":[{"event":"a","session":"v","item":"e1","kind":"purchase"},{"event":"b","session":"v","item":"e3","kind":"view"}]}"""
                )
            )
        ).DocumentAsync();

        var list = await TrainedServer.AskAsync(client, $$"""{"session":"v","count":4,"explain":true,"language":"{{language}}"}""");
        var across = await TrainedServer.AskAsync(
            client,
            $$"""{"session":"v","count":4,"explain":true,"language":"{{language}}","targets":[{"domain":"knowledge"}]}"""
        );

        Assert.Equal("warm", list.Standing);
        Assert.Equal("linked", across.Standing);
        Assert.All(list.Items.Concat(across.Items), item => Assert.Equal(1, int.Parse(item.Item[1..], null) % 2));
        Assert.All(
            list.Items.Concat(across.Items),
            item => Assert.Contains(item.Reasons!, reason => reason.BecauseOf is { Domain: "sports", Item: "e1" or "e3" })
        );
    }

    [Fact]
    public async Task Boosts_OverHttp_RaiseAnItemPutNow()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        await (
            await client.PutAsync(
                "/v1/domains/sports/items",
                Wire.Json("""{"items":[{"item":"f1","kind":"course","tags":["odd","launch"]}]}""")
            )
        ).DocumentAsync();
        const string Boost = """{"user":"s5","count":20,"boosts":[{"filter":{"tagsAny":["launch"]},"factor":FACTOR}]}""";

        var plain = await TrainedServer.AskAsync(client, Boost.Replace("FACTOR", "1", StringComparison.Ordinal));
        var raised = await TrainedServer.AskAsync(client, Boost.Replace("FACTOR", "20", StringComparison.Ordinal));

        Assert.Equal("f1", raised.Items[0].Item);
        Assert.Equal(20 * plain.Items.Single(item => item.Item == "f1").Score, raised.Items[0].Score, 1e-4);
    }

    [Fact]
    public async Task Pages_OfAList_AreRefusedToAnotherPartyAndRequest()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        var first = await TrainedServer.AskAsync(client, """{"user":"s4","count":4}""");
        var second = await TrainedServer.AskAsync(client, $$"""{"user":"s4","count":4,"cursor":"{{first.NextCursor}}"}""");

        Assert.Empty(first.Items.Select(item => item.Item).Intersect(second.Items.Select(item => item.Item)));
        async Task<string> Code(HttpClient asking, string body) =>
            (await (await asking.PostAsync(TrainedServer.Path, Wire.Json(body))).ProblemAsync(System.Net.HttpStatusCode.BadRequest)).Code;
        Assert.Equal("cursor-of-another-list", await Code(client, $$"""{"user":"s5","count":4,"cursor":"{{first.NextCursor}}"}"""));
        Assert.Equal("invalid-cursor", await Code(running.Client(null), $$"""{"user":"s4","count":4,"cursor":"{{first.NextCursor}}"}"""));
        Assert.Equal("invalid-cursor", await Code(client, $$"""{"user":"s4","count":4,"cursor":"{{first.NextCursor![..^4]}}AAAA"}"""));
    }
}
