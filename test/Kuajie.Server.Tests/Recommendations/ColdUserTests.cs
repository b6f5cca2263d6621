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

        await (
            await client.PutAsync(
                "/v1/domains/sports/users",
                Wire.Json($$$"""{"users":[{"user":"newcomer","attributes":{"city":"{{{city}}}","age":{{{age}}}}}]}""")
            )
        ).DocumentAsync();

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

    private static bool Speaks(RecommendedItemResponse item) => item.Reasons![0].Text.Contains("aged", StringComparison.Ordinal);

    private static IEnumerable<string> Texts(RecommendationResponse list) =>
        list.Items.SelectMany(item => item.Reasons!).Select(reason => reason.Text);

    private static int OfTaste(RecommendationResponse list, int taste) =>
        list.Items.Count(item => int.Parse(item.Item[1..], null) % 2 == taste);
}
