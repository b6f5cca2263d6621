using System.Net;
using Kuajie.Client;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Recommendations;

/// <summary>Lists that are only looked at, of versions that serve and of others; users to look at.</summary>
public sealed class PreviewTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Sports);
    private string version = "";

    [Fact]
    public async Task Preview_IsTheListItself_AndOnNoRecord()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm));

        var seen = await client.Recommendations.RecommendAsync("sports", new RecommendationRequest("s4", Count: 5, Preview: true));
        var served = await client.Recommendations.RecommendAsync("sports", new RecommendationRequest("s4", Count: 5));

        Assert.Equal(served.Items.Select(item => item.Item), seen.Items.Select(item => item.Item));
        Assert.Equal(served.List, (await client.Recommendations.GetListAsync(served.List)).List);
        var none = await Assert.ThrowsAsync<KuajieProblemException>(() => client.Recommendations.GetListAsync(seen.List));
        Assert.Equal("unknown-list", none.Code);
    }

    [Fact]
    public async Task Model_ThatDoesNotServe_MakesTheListOfItsDomainAlone()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null, Scope.Manage | Scope.Recommend));
        TargetRequest[] both = [new("sports"), new("knowledge", 0.5)];

        var tried = await client.Recommendations.RecommendAsync(
            "sports",
            new RecommendationRequest("s4", Targets: both, Preview: true, Model: version)
        );
        var again = await client.Recommendations.RecommendAsync(
            "sports",
            new RecommendationRequest("s5", Preview: true, Model: version, Explain: true)
        );
        var served = await client.Recommendations.RecommendAsync("sports", new RecommendationRequest("s4", Targets: both));

        Assert.All(tried.Items.Where(item => item.Domain == "sports"), item => Assert.Equal(version, item.Model));
        Assert.All(tried.Items.Where(item => item.Domain == "knowledge"), item => Assert.NotEqual(version, item.Model));
        Assert.Contains(tried.Items, item => item.Domain == "knowledge");
        Assert.All(again.Items, item => Assert.Equal(version, item.Model));
        Assert.DoesNotContain(served.Items, item => item.Model == version);
    }

    [Fact]
    public async Task Previews_ThatMayNotBe_AreRefused()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var manager = running.Client(Firm);
        var server = running.Client(Firm, Scope.Recommend);
        var partner = running.Client(RunningServer.PartyOf(RunningServer.Knowledge));

        Assert.Equal("preview-not-allowed", (await AskAsync(server, "sports", """{"preview":true}""", HttpStatusCode.Forbidden)).Code);
        Assert.Equal(
            "model-without-preview",
            (await AskAsync(manager, "sports", $$"""{"model":"{{version}}"}""", HttpStatusCode.BadRequest)).Code
        );
        Assert.Equal(
            "unknown-version",
            (await AskAsync(manager, "sports", """{"model":"none","preview":true}""", HttpStatusCode.NotFound)).Code
        );
        // A partner may show these items, and learns nothing of the versions that its partner tries.
        var foreign = $$"""{"model":"{{version}}","preview":true,"targets":[{"domain":"sports"}]}""";
        Assert.Equal("unknown-version", (await AskAsync(partner, "knowledge", foreign, HttpStatusCode.NotFound)).Code);
        var other = $$"""{"model":"{{version}}","preview":true,"targets":[{"domain":"knowledge"}]}""";
        Assert.Equal("version-of-another-domain", (await AskAsync(manager, "sports", other, HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task Examples_AreOfEachKind()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null, Scope.Manage));
        using var party = new KuajieClient(running.Client(Firm));

        var users = (await client.Recommendations.ExamplesAsync("sports", "knowledge")).Users;
        var alone = (await party.Recommendations.ExamplesAsync("sports")).Users;

        Assert.Equal(["bothSides", "thisSide", "hardlyKnown"], users.Select(user => user.Kind).Distinct());
        Assert.All(users.Where(user => user.Kind == "bothSides"), user => Assert.True(user is { Items: >= 3, OtherItems: >= 3 }));
        Assert.All(users.Where(user => user.Kind == "thisSide"), user => Assert.Equal(0, user.OtherItems));
        Assert.Equal(["thisSide", "hardlyKnown"], alone.Select(user => user.Kind).Distinct());
        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() => party.Recommendations.ExamplesAsync("sports", "knowledge"));
        Assert.Equal("not-own-domain", refused.Code);
    }

    private void Fill(Workspace workspace)
    {
        TrainedServer.Fill(workspace);
        var serving = workspace.Models.Serving("knowledge", "sports")!.VersionId;
        version = TrainedServer.Train(workspace, "sports", "popularity", 5);
        workspace.Models.Promote(serving, "knowledge");
        workspace.Models.RollBack(null, "sports");
        workspace.Models.Promote(serving, null);
    }

    private static async Task<Kuajie.Client.Problems.ProblemResponse> AskAsync(
        HttpClient client,
        string domain,
        string body,
        HttpStatusCode expected
    ) => await (await client.PostAsync($"/v1/domains/{domain}/recommendations", Wire.Json(body))).ProblemAsync(expected);
}
