using System.Net;
using System.Text.Json;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Catalog;

public sealed class ItemEndpointsTests
{
    private const string Items = "/v1/domains/knowledge/items";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Put_ThenGetFindAndRemove_FollowsAtOnce()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm, Scope.Ingest);
        Assert.Equal(0, Total(await FindAsync(client, "马拉松")));

        var put = await PutAsync(
            client,
            """
            {"items":[
              {"item":"c1","title":"马拉松训练营","description":"从零到全程","tags":["体育","跑步"],"priceMinorUnits":19900,"attributes":{"讲师":"李老师","lessons":24}},
              {"item":"c2","kind":"图书","title":"Personal budgets","priceMinorUnits":0,"currency":"USD","availableUntil":"2026-01-01T00:00:00Z"}]}
            """
        );

        Assert.Equal("2 0 0", Counts(put));
        Assert.Equal(2, running.Server.Services.GetRequiredService<LiveRecommendations>().Items.ItemCount);
        var item = await (await client.GetAsync($"{Items}/c1")).DocumentAsync();
        Assert.Equal("course", item.GetProperty("kind").GetString());
        Assert.Equal("CNY", item.GetProperty("currency").GetString());
        Assert.Equal("李老师", item.GetProperty("attributes").GetProperty("lecturer").GetString());
        Assert.Equal(["c1"], Ids(await FindAsync(client, "马拉松的训练")));
        Assert.Equal(["c1"], Ids(await FindAsync(client, "李老师")));
        Assert.Equal(["c2"], Ids(await FindAsync(client, "BUDGET")));
        Assert.Equal(["c2"], Ids(await (await client.GetAsync($"{Items}?kind=book")).DocumentAsync()));
        Assert.Equal(["c1"], Ids(await (await client.GetAsync($"{Items}?tag=跑步&minPrice=100&maxPrice=20000")).DocumentAsync()));
        Assert.Equal(["c1"], Ids(await (await client.GetAsync($"{Items}?available=true")).DocumentAsync()));

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"{Items}/c1")).StatusCode);
        Assert.Equal("unknown-item", (await (await client.GetAsync($"{Items}/c1")).ProblemAsync(HttpStatusCode.NotFound)).Code);
        Assert.Equal("unknown-item", (await (await client.DeleteAsync($"{Items}/c1")).ProblemAsync(HttpStatusCode.NotFound)).Code);
        Assert.Equal(0, Total(await FindAsync(client, "马拉松")));
    }

    [Fact]
    public async Task Put_SentAgain_ChangesNothingAndTellsNobody()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm, Scope.Ingest);
        const string Body =
            """{"items":[{"item":"c1","title":"Chess","tags":["a","b"],"availableFrom":"2026-01-01T00:00:00.1234567Z","attributes":{"b":1,"a":[1,{"x":null}]}}]}""";
        Assert.Equal("1 0 0", Counts(await PutAsync(client, Body)));
        var stamp = running.Workspace.Catalog.Stamp("knowledge");

        Assert.Equal("0 0 1", Counts(await PutAsync(client, Body)));
        Assert.Equal(stamp, running.Workspace.Catalog.Stamp("knowledge"));
        Assert.Equal("0 1 0", Counts(await PutAsync(client, """{"items":[{"item":"c1","title":"Chess","tags":["b","a"]}]}""")));
    }

    [Fact]
    public async Task Put_AnythingWrong_NamesEveryFaultWithItsPlaceAndStoresNothing()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm, Scope.Ingest);
        var body = Wire.Json(
            """
            {"items":[{"item":"ok"},{"title":"no id"},null,{"item":"ok"},{"item":"p","priceMinorUnits":-1,"currency":"yuan"},
              {"item":"w","availableFrom":"2026-02-01T00:00:00Z","availableUntil":"2026-01-01T00:00:00Z","imageUrl":"javascript:alert(1)"},
              {"item":"k","kind":"spaceship"},{"item":"r","kind":"fund","attributes":{"风险等级":"R9"}},{"item":"a","attributes":[1]},{"item":"s","attributes":{"x":"\ud83d"}}]}
            """
        );

        var problem = await (await client.PutAsync(Items, body)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal("several-faults", problem.Code);
        Assert.Equal(
            [
                "items[2] missing-entry",
                "items[1].item missing-member",
                "items[3].item item-twice",
                "items[4].priceMinorUnits price-out-of-range",
                "items[4].currency unknown-currency",
                "items[5].availableUntil empty-window",
                "items[5].imageUrl bad-address",
                "items[6].kind unknown-kind",
                "items[7].attributes.riskLevel invalid-risk-level",
                "items[8].attributes no-object",
                "items[9].attributes broken-text",
            ],
            problem.Faults!.Select(fault => $"{fault.Where} {fault.Code}")
        );
        Assert.Empty(running.Workspace.Catalog.ItemsOf("knowledge"));
        var many = Wire.Json(
            $$"""{"items":[{{string.Join(',', Enumerable.Range(0, 1001).Select(each => $$"""{"item":"{{each}}"}"""))}}]}"""
        );
        Assert.Equal("wrong-batch-size", (await (await client.PutAsync(Items, many)).ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task Partner_WithTheCatalogShared_ReadsAndDoesNotWrite()
    {
        await using var running = await RunningServer.StartAsync();
        await PutAsync(running.Client(Firm, Scope.Ingest), """{"items":[{"item":"c1","title":"Chess"}]}""");
        var partner = running.Client(RunningServer.PartyOf(RunningServer.Sports));

        Assert.Equal(["c1"], Ids(await FindAsync(partner, "chess")));
        Assert.Equal(HttpStatusCode.OK, (await partner.GetAsync($"{Items}/c1")).StatusCode);
        await (await partner.PutAsync(Items, Wire.Json("""{"items":[{"item":"c1"}]}"""))).ProblemAsync(HttpStatusCode.Forbidden);
        await (await partner.DeleteAsync($"{Items}/c1")).ProblemAsync(HttpStatusCode.Forbidden);
        running.Workspace.Partners.PutPartnership("knowledge", "sports", Platform.Partners.PartnershipShares.Links);
        running.Server.Services.GetRequiredService<Server.Access.CurrentAccess>().Refresh();
        Assert.Equal("not-shared", (await (await partner.GetAsync($"{Items}/c1")).ProblemAsync(HttpStatusCode.Forbidden)).Code);
    }

    [Fact]
    public async Task Find_PageByPage_GivesEachItemOnce()
    {
        await using var running = await RunningServer.StartAsync(prepare: workspace => Fill(workspace, 250));
        var client = running.Client(Firm, Scope.Recommend);
        foreach (var words in (string[])["", "chess", "课程"])
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = await (await client.GetAsync($"{Items}?limit=100&q={words}&cursor={cursor}")).DocumentAsync();
                Assert.Equal(250, Total(page));
                seen.AddRange(Ids(page));
                cursor = page.TryGetProperty("cursor", out var next) ? next.GetString() : null;
            } while (cursor is not null);

            Assert.Equal(250, seen.Count);
            Assert.Equal(250, seen.Distinct().Count());
        }
        var first = await (await client.GetAsync($"{Items}?q=chess")).DocumentAsync();
        var other = await client.GetAsync($"{Items}?q=course&cursor={first.GetProperty("cursor").GetString()}");
        Assert.Equal("bad-cursor", (await other.ProblemAsync(HttpStatusCode.BadRequest)).Code);
        Assert.Equal(
            "limit-out-of-range",
            (await (await client.GetAsync($"{Items}?limit=0")).ProblemAsync(HttpStatusCode.BadRequest)).Code
        );
        Assert.Equal("unknown-kind", (await (await client.GetAsync($"{Items}?kind=ufo")).ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task Put_WhileAnImportOfTheDomainRuns_IsRefusedAndGoesThroughAfterwards()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm, Scope.Ingest);
        using (running.Server.Services.GetRequiredService<DomainGate>().Import("knowledge"))
        {
            var refused = await client.PutAsync(Items, Wire.Json("""{"items":[{"item":"c1"}]}"""));
            Assert.Equal("import-under-way", (await refused.ProblemAsync(HttpStatusCode.Conflict)).Code);
        }

        Assert.Equal("1 0 0", Counts(await PutAsync(client, """{"items":[{"item":"c1"}]}""")));
    }

    private static void Fill(Kuajie.Storage.Workspaces.Workspace workspace, int count) =>
        workspace.Catalog.Put([
            .. Enumerable
                .Range(0, count)
                .Select(each => new Item(
                    "knowledge",
                    $"c{each}",
                    "course",
                    $"Chess 课程 {each}",
                    null,
                    [],
                    null,
                    null,
                    null,
                    null,
                    null,
                    "{}"
                )),
        ]);

    private static async Task<JsonElement> PutAsync(HttpClient client, string body) =>
        await (await client.PutAsync(Items, Wire.Json(body))).DocumentAsync();

    private static async Task<JsonElement> FindAsync(HttpClient client, string words) =>
        await (await client.GetAsync($"{Items}?q={Uri.EscapeDataString(words)}")).DocumentAsync();

    private static string Counts(JsonElement put) =>
        $"{put.GetProperty("added").GetInt32()} {put.GetProperty("changed").GetInt32()} {put.GetProperty("unchanged").GetInt32()}";

    private static long Total(JsonElement page) => page.GetProperty("total").GetInt64();

    private static string[] Ids(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item").GetString()!)];
}
