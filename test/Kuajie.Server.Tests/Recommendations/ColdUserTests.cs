using Kuajie.Client.Recommendations;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Server.Tests.Recommendations;

/// <summary>Users who did nothing here: what is said of them, and what they did elsewhere, counts.</summary>
public sealed class ColdUserTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Sports);
    private static readonly ServerSettings WithoutChance = new() { Live = new LiveOptions { ColdExploration = 1e-12 } };

    [Theory]
    [InlineData("Shanghai", 31, 0)]
    [InlineData("Chengdu", 47, 1)]
    public async Task Attributes_PutNow_RankBySegmentAndSayAmongWhom(string city, int age, int taste)
    {
        await using var running = await TrainedServer.StartAsync(WithoutChance);
        var client = running.Client(Firm);
        var unknown = await TrainedServer.AskAsync(client, """{"user":"newcomer","count":6}""");

        await PutAsync(client, $$$"""{"users":[{"user":"newcomer","attributes":{"city":"{{{city}}}","age":{{{age}}}}}]}""");

        var known = await TrainedServer.AskAsync(client, """{"user":"newcomer","count":6,"explain":true,"language":"en"}""");
        var chinese = await TrainedServer.AskAsync(client, """{"user":"newcomer","count":6,"explain":true,"language":"zh"}""");
        Assert.Equal("cold", known.Standing);
        Assert.True(OfTaste(known, taste) > OfTaste(unknown, taste), $"{OfTaste(known, taste)} after {OfTaste(unknown, taste)}");
        var band = age < 35 ? "25–34" : "45–54";
        Assert.Contains($"popular among sports users in {city} aged {band}", Texts(known), StringComparer.OrdinalIgnoreCase);
        Assert.Contains(Texts(chinese), text => text.StartsWith($"在{city}、{band}岁的", StringComparison.Ordinal));
        Assert.All(known.Items, item => Assert.NotEmpty(item.Reasons!));
        var explained = await (
            await client.GetAsync($"/v1/lists/{known.List}/items/{known.Items.First(Speaks).Item}/explanation")
        ).DocumentAsync();
        Assert.Contains(city, explained.GetProperty("reasons")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "diversity":{"method":"mmr","strength":0.1} """)]
    [InlineData(""" "diversity":{"method":"dpp","strength":0.1} """)]
    [InlineData(""" "diversity":{"method":"calibrated","strength":0.1} """)]
    [InlineData(""" "boosts":[{"filter":{"priceFrom":0,"priceTo":100000,"currency":"CNY"},"factor":2}] """)]
    [InlineData(""" "exploration":{"method":"epsilon","amount":0} """)]
    public async Task Segments_RankAlsoWhereTheRequestArrangesTheList(string arranged)
    {
        await using var running = await TrainedServer.StartAsync(WithoutChance);
        var client = running.Client(Firm);
        await PutAsync(client, """{"users":[{"user":"newcomer","attributes":{"city":"Chengdu","age":52}}]}""");

        var list = await TrainedServer.AskAsync(client, $$"""{"user":"newcomer","count":5,{{arranged}}}""");

        Assert.Equal(5, list.Items.Count);
        Assert.InRange(OfTaste(list, 1), 4, 5);
    }

    [Fact]
    public async Task Boosts_LiftWhatSegmentsDoNotTake_AndNothingDropsOut()
    {
        await using var running = await TrainedServer.StartAsync(WithoutChance);
        var client = running.Client(Firm);
        await PutAsync(client, """{"users":[{"user":"newcomer","attributes":{"city":"Chengdu","age":52}}]}""");

        var lifted = await TrainedServer.AskAsync(
            client,
            """{"user":"newcomer","count":5,"boosts":[{"filter":{"tagsAny":["even"]},"factor":100}]}"""
        );
        var dropped = await TrainedServer.AskAsync(
            client,
            """{"user":"newcomer","count":5,"boosts":[{"filter":{"tagsAny":["odd"]},"factor":0}]}"""
        );

        Assert.Equal((5, 0), (OfTaste(lifted, 0), OfTaste(lifted, 1)));
        Assert.Equal((5, 0), (OfTaste(dropped, 0), OfTaste(dropped, 1)));
    }

    [Theory]
    [InlineData("k30", 0)]
    [InlineData("k31", 1)]
    public async Task LinkedUser_OfTheOtherDomain_GetsItsTasteFromThere(string user, int taste)
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(RunningServer.PartyOf(RunningServer.Knowledge));

        var list = await TrainedServer.AskAsync(
            client,
            $$"""{"user":"{{user}}","count":4,"explain":true,"targets":[{"domain":"sports"}]}""",
            "/v1/domains/knowledge/recommendations"
        );

        Assert.Equal("linked", list.Standing);
        Assert.Equal(4, OfTaste(list, taste));
        Assert.All(list.Items, item => Assert.Equal("knowledge", item.Reasons![0].BecauseOf!.Domain));
    }

    private static async Task PutAsync(HttpClient client, string users) =>
        await (await client.PutAsync("/v1/domains/sports/users", Wire.Json(users))).DocumentAsync();

    private static bool Speaks(RecommendedItemResponse item) => item.Reasons![0].Text.Contains("aged", StringComparison.Ordinal);

    private static IEnumerable<string> Texts(RecommendationResponse list) =>
        list.Items.SelectMany(item => item.Reasons!).Select(reason => reason.Text);

    private static int OfTaste(RecommendationResponse list, int taste) =>
        list.Items.Count(item => int.Parse(item.Item[1..], null) % 2 == taste);
}
