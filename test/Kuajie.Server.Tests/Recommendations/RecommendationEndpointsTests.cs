using System.Net;
using System.Text.Json;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Recommendations;

public sealed class RecommendationEndpointsTests
{
    private const string Path = "/v1/domains/sports/recommendations";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Sports);

    [Fact]
    public async Task Recommend_User_GetsAListThatIsOnRecord()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm, Scope.Recommend);

        var list = await TrainedServer.AskAsync(client, """{"user":"s4","count":5,"explain":true,"arm":"b"}""");

        Assert.Equal("warm", list.Standing);
        Assert.Equal(5, list.Items.Count);
        Assert.All(list.Items, item => Assert.NotEmpty(item.Reasons!));
        Assert.All(list.Items, item => Assert.Equal("sports", item.Domain));
        var stored = await (await client.GetAsync($"/v1/lists/{list.List}")).DocumentAsync();
        Assert.Equal("b", stored.GetProperty("arm").GetString());
        Assert.Equal(
            list.Items.Select(item => item.Item),
            stored.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item").GetString())
        );
    }

    [Fact]
    public async Task Recommend_AnswerWrittenStraight_IsWhatTheContractWrites()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm, Scope.Recommend);
        foreach (
            var body in (string[])
                ["""{"user":"s4","explain":true}""", """{"count":3}""", """{"user":"s5","targets":[{"domain":"knowledge"}]}"""]
        )
        {
            var response = await client.PostAsync(Path, Wire.Json(body));
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, text);
            var list = JsonSerializer.Deserialize(text, RecommendationsJson.Default.RecommendationResponse)!;

            // The same document, and every number and name in it: nothing is lost on the way through the contract.
            Assert.True(
                JsonElement.DeepEquals(
                    JsonDocument.Parse(JsonSerializer.Serialize(list, RecommendationsJson.Default.RecommendationResponse)).RootElement,
                    JsonDocument.Parse(text).RootElement
                ),
                text
            );
        }
    }

    [Fact]
    public async Task Recommend_Preview_IsOnNoRecord()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm, Scope.Recommend);

        var list = await TrainedServer.AskAsync(client, """{"user":"s4","preview":true}""");
        var similar = await (
            await client.GetAsync($"/v1/domains/sports/items/{list.Items[0].Item}/similar?in=knowledge&preview=true&explain=true")
        ).DocumentAsync();

        Assert.Equal("unknown-list", (await (await client.GetAsync($"/v1/lists/{list.List}")).ProblemAsync(HttpStatusCode.NotFound)).Code);
        var kept = await client.GetAsync($"/v1/lists/{similar.GetProperty("list").GetString()}");
        Assert.Equal("unknown-list", (await kept.ProblemAsync(HttpStatusCode.NotFound)).Code);
    }

    [Fact]
    public async Task Reasons_TellCountsOfPeople_ToTheOperatorAndFromTenToAFirm()
    {
        await using var running = await TrainedServer.StartAsync();
        const string Body = """{"user":"s4","count":8,"explain":true,"mostReasons":5,"preview":true}""";

        var mine = Evidence(await TrainedServer.AskAsync(running.Client(null), Body));
        var firms = Evidence(await TrainedServer.AskAsync(running.Client(Firm), Body));

        Assert.All(mine, because => Assert.NotNull(because.SourceUsers));
        Assert.Contains(mine, because => because.SharedUsers < 10);
        Assert.All(
            mine.Zip(firms),
            pair => Assert.Equal(pair.First.SharedUsers >= 10 ? pair.First.SharedUsers : null, pair.Second.SharedUsers)
        );
        Assert.All(firms, because => Assert.Equal(because.SharedUsers is null, because.SourceUsers is null));
        Assert.All(firms, because => Assert.NotNull(because.Kind));

        static EvidenceResponse[] Evidence(RecommendationResponse list) =>
            [.. list.Items.SelectMany(item => item.Reasons!).Select(reason => reason.BecauseOf).OfType<EvidenceResponse>()];
    }

    [Fact]
    public async Task Recommend_AfterAnEvent_ReflectsIt()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        var first = await TrainedServer.AskAsync(client, """{"user":"s4"}""");

        running.Tell("sports", "s4", first.Items[0].Item);

        var second = await TrainedServer.AskAsync(client, """{"user":"s4"}""");
        Assert.DoesNotContain(first.Items[0].Item, second.Items.Select(item => item.Item));
    }

    [Fact]
    public async Task Targets_OfPartnersAndStrangers_AreSharedOrAsIfUnknown()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm, Scope.Recommend);

        var mixed = await TrainedServer.AskAsync(
            client,
            """{"user":"s4","count":8,"targets":[{"domain":"sports"},{"domain":"knowledge","share":0.25}]}"""
        );
        Assert.Equal(2, mixed.Items.Count(item => item.Domain == "knowledge"));
        var stranger = await client.PostAsync(Path, Wire.Json("""{"user":"s4","targets":[{"domain":"auto"}]}"""));
        var nobody = await client.PostAsync(Path, Wire.Json("""{"user":"s4","targets":[{"domain":"tennis"}]}"""));

        var (first, second) = (await stranger.ProblemAsync(HttpStatusCode.NotFound), await nobody.ProblemAsync(HttpStatusCode.NotFound));
        Assert.Equal(first.Found.Replace("auto", "tennis", StringComparison.Ordinal), second.Found);
        running.Workspace.Partners.EndPartnership(running.Partnership.PartnershipId);
        running.Server.Services.GetRequiredService<Kuajie.Server.Access.CurrentAccess>().Refresh();
        var ended = await client.PostAsync(Path, Wire.Json("""{"user":"s4","targets":[{"domain":"knowledge"}]}"""));
        Assert.Equal(HttpStatusCode.NotFound, ended.StatusCode);
    }

    [Fact]
    public async Task Lists_OfAnotherParty_AreAsIfUnknown()
    {
        await using var running = await TrainedServer.StartAsync();
        var list = await TrainedServer.AskAsync(running.Client(Firm), """{"user":"s4"}""");

        var other = await running.Client(RunningServer.PartyOf(RunningServer.Knowledge)).GetAsync($"/v1/lists/{list.List}");

        Assert.Equal("unknown-list", (await other.ProblemAsync(HttpStatusCode.NotFound)).Code);
    }

    [Fact]
    public async Task Explain_StoredItem_SpeaksTheLanguageOfTheRequest()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        var list = await TrainedServer.AskAsync(client, """{"user":"s4"}""");
        client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");

        var told = await (await client.GetAsync($"/v1/lists/{list.List}/items/{list.Items[0].Item}/explanation")).DocumentAsync();

        Assert.Contains("因为", told.GetProperty("reasons")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "not-in-list",
            (await (await client.GetAsync($"/v1/lists/{list.List}/items/none/explanation")).ProblemAsync(HttpStatusCode.NotFound)).Code
        );
    }

    [Fact]
    public async Task Shelves_AnswerWithLists()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        running.Tell("sports", "s7", "e19");

        foreach (
            var path in (string[])
                ["items/e1/similar", "items/e1/similar?in=knowledge&count=3", "trending?window=week", "new?count=2", "trending?window=hour"]
        )
        {
            var document = await (await client.GetAsync($"/v1/domains/sports/{path}")).DocumentAsync();
            Assert.StartsWith("list-", document.GetProperty("list").GetString(), StringComparison.Ordinal);
        }
        var similar = await (await client.GetAsync("/v1/domains/sports/items/e1/similar?count=3")).DocumentAsync();
        Assert.All(
            similar.GetProperty("items").EnumerateArray(),
            item => Assert.Equal(1, int.Parse(item.GetProperty("item").GetString()![1..], null) % 2)
        );
        var users = await (await client.GetAsync("/v1/domains/sports/users/s4/similar?count=3")).DocumentAsync();
        Assert.All(
            users.GetProperty("users").EnumerateArray(),
            user => Assert.Equal(0, int.Parse(user.GetProperty("user").GetString()![1..], null) % 2)
        );
    }

    [Fact]
    public async Task Scene_StoredThenNamed_FillsInWhatARequestLeavesOut()
    {
        await using var running = await TrainedServer.StartAsync();
        var client = running.Client(Firm);
        var stored = await client.PutAsync(
            "/v1/domains/sports/scenes/home",
            Wire.Json("""{"request":{"count":3,"pinned":[{"item":"e2","position":1}]}}""")
        );
        await stored.DocumentAsync();

        var list = await TrainedServer.AskAsync(client, """{"user":"s5","scene":"home"}""");
        var longer = await TrainedServer.AskAsync(client, """{"user":"s5","scene":"home","count":6}""");

        Assert.Equal(("e2", "pinned"), (list.Items[0].Item, list.Items[0].Slot));
        Assert.Equal((3, 6), (list.Items.Count, longer.Items.Count));
        Assert.Equal("home", (await (await client.GetAsync($"/v1/lists/{list.List}")).DocumentAsync()).GetProperty("scene").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/v1/domains/sports/scenes/home")).StatusCode);
        var gone = await client.PostAsync(Path, Wire.Json("""{"scene":"home"}"""));
        Assert.Equal("unknown-scene", (await gone.ProblemAsync(HttpStatusCode.NotFound)).Code);
    }

    [Theory]
    [InlineData("""{"count":0}""", "invalid-recommendation-request")]
    [InlineData("""{"cursor":"abc"}""", "invalid-cursor")]
    [InlineData("""{"filter":{"priceFrom":3}}""", "invalid-recommendation-request")]
    [InlineData("""{"filter":{"kinds":[null]}}""", "out-of-range")]
    [InlineData("""{"boosts":[null]}""", "out-of-range")]
    [InlineData("""{"diversity":{"method":"luck","strength":1}}""", "unknown-name")]
    [InlineData("""{"exploration":{"method":"epsilon","amount":2}}""", "out-of-range")]
    [InlineData("""{"interactions":[{"item":"e1","kind":"stare"}]}""", "unknown-name")]
    [InlineData(
        """{"diversity":{"method":"mmr","strength":1},"exploration":{"method":"epsilon","amount":0.1}}""",
        "diversity-with-exploration"
    )]
    public async Task Recommend_Wrong_SaysWhat(string body, string code)
    {
        await using var running = await TrainedServer.StartAsync();
        var refused = await running.Client(Firm).PostAsync(Path, Wire.Json(body));

        Assert.Equal(code, (await refused.ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task Ready_DamagedVersion_IsDegradedAndServes()
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace =>
        {
            TrainedServer.Fill(workspace);
            var version = TrainedServer.Train(workspace, "sports", "implicit-als", 2);
            File.WriteAllBytes(System.IO.Path.Combine(workspace.Layout.Models, version + ".model"), [1, 2, 3]);
        });
        var ready = await (await running.Anonymous().GetAsync("/health/ready")).DocumentAsync();

        Assert.Contains(
            ready.GetProperty("parts").EnumerateArray(),
            part => part.GetProperty("name").GetString() == "models" && part.GetProperty("status").GetString() == "degraded"
        );
        Assert.NotEmpty((await TrainedServer.AskAsync(running.Client(Firm), """{"user":"s4"}""")).Items);
    }
}
