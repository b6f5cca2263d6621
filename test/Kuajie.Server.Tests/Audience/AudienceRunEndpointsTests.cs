using System.Net;
using Kuajie.Client;
using Kuajie.Client.Audience;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Tests.Audience;

/// <summary>Long work on an audience by the API, with the client: forty runners and twenty drinkers of tea.</summary>
public sealed class AudienceRunEndpointsTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);
    private static readonly DateTimeOffset At = new(2026, 5, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Start_Clusters_AreFollowedFoundAgainAfterARestartAndSaved()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var started = await client.AudienceRuns.StartAsync("knowledge", Asked(new ClustersRequest(Most: 2)));
        var steps = new List<AudienceStepResponse>();
        await foreach (var step in client.AudienceRuns.FollowAsync("knowledge", started.Run))
        {
            steps.Add(step);
        }
        var fresh = await client.AudienceRuns.GetAsync("knowledge", started.Run);
        await running.RestartAsync();
        using var later = new KuajieClient(running.Client(Firm, Scope.Manage));
        var listed = Assert.Single(await later.AudienceRuns.ListAsync("knowledge"));
        var run = await later.AudienceRuns.GetAsync("knowledge", listed.Run);
        var gone = await Assert.ThrowsAsync<KuajieProblemException>(async () =>
        {
            await foreach (var _ in later.AudienceRuns.FollowAsync("knowledge", listed.Run)) { }
        });
        var saved = await later.AudienceRuns.SaveClustersAsync("knowledge", listed.Run, new SaveClustersRequest("taste"));
        await later.Segments.RemoveAsync("knowledge", "taste-2");
        var afterwards = await later.AudienceRuns.GetAsync("knowledge", listed.Run);

        Assert.Equal(["reading", "trying", "comparing", "reseeding", "ended"], steps.Select(step => step.Stage).Distinct());
        Assert.Equal(
            [("reading", 180L), ("trying", 1), ("comparing", 19L), ("reseeding", 5L), ("ended", 1L)],
            steps.Where(step => step.Done == step.Total).Select(step => (step.Stage, step.Done))
        );
        Assert.Equal((started.Run, "clusters", "succeeded"), (listed.Run, listed.Kind, listed.State));
        Assert.Null(listed.Clusters);
        Assert.Equal(new ClustersRequest(2, 2, 1, null, true), run.ClustersAsked);
        var clusters = run.Clusters!;
        Assert.Equal([40, 20], clusters.Clusters.Select(cluster => cluster.Users));
        Assert.All(clusters.Clusters, cluster => Assert.Null(cluster.Segment));
        Assert.Equal([0, 1], clusters.Map!.Places.Select(place => place.Cluster));
        // Where single users lie is known until the service ends.
        Assert.Equal(60, fresh.Clusters!.Map!.Dots!.Count);
        Assert.Empty(clusters.Map.Dots!);
        Assert.Equal(2, clusters.Map.Axes.Count);
        Assert.Equal((0, null, 1.0), (clusters.Compared!.Factors, clusters.Compared.ModelVersion, clusters.Compared.SameByProfile));
        Assert.Equal("Compared: profiles alone, because no model serves the domain.", clusters.Compared.Text);
        Assert.Equal("unknown-progress", gone.Code);
        Assert.Equal(["taste-1", "taste-2"], saved.Clusters!.Clusters.Select(cluster => cluster.Segment));
        Assert.Equal(40, (await later.Segments.GetAsync("knowledge", "taste-1")).Users);
        // What is told as stored is what is there now.
        Assert.Equal(["taste-1", null], afterwards.Clusters!.Clusters.Select(cluster => cluster.Segment));
    }

    [Fact]
    public async Task Get_ByWhoMayNotSeeUsersAndInChinese_TellsNoDotsNoFewAndTheirLanguage()
    {
        await using var running = await RunningServer.StartAsync(new ServerSettings { FewestPeople = 25 }, prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        var run = await client.AudienceRuns.DoAsync("knowledge", Asked(new ClustersRequest(Most: 2, WithFactors: false)));

        using var growth = new KuajieClient(await running.PersonAsync(null, Role.Growth));
        var told = (await growth.AudienceRuns.GetAsync("knowledge", run.Run)).Clusters!;
        var http = running.Client(Firm, Scope.Manage);
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        using var chinese = new KuajieClient(http);
        var spoken = (await chinese.AudienceRuns.GetAsync("knowledge", run.Run)).Clusters!;

        Assert.Equal("Compared: profiles alone, as asked.", run.Clusters!.Compared!.Text);
        Assert.NotNull(run.Clusters.Map!.Dots);
        Assert.Null(told.Map!.Dots);
        // Two groups of sixty, one of them under the bound: the other would tell it.
        Assert.All(told.Clusters, cluster => Assert.Null(cluster.Users));
        Assert.NotEqual(run.Clusters.Verdict, spoken.Verdict);
        Assert.Contains("聚类", spoken.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Do_Cancelled_EndsTheRunInTheServiceToo()
    {
        await using var running = await RunningServer.StartAsync(prepare: FillForSeconds);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        using var leaving = new CancellationTokenSource();
        var teller = new Told(_ => leaving.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.AudienceRuns.DoAsync("knowledge", Asked(new ClustersRequest(Most: 20, SaveAs: "taste")), teller, leaving.Token)
        );

        var run = Assert.Single(await client.AudienceRuns.ListAsync("knowledge"));
        await foreach (var _ in client.AudienceRuns.FollowAsync("knowledge", run.Run)) { }
        Assert.Equal("cancelled", (await client.AudienceRuns.GetAsync("knowledge", run.Run)).State);
        Assert.Null((await client.AudienceRuns.GetAsync("knowledge", run.Run)).Clusters);
        Assert.Empty(await client.Segments.ListAsync("knowledge"));
        Assert.Equal("cancelled", (await client.AudienceRuns.CancelAsync("knowledge", run.Run)).State);
        Assert.Contains(
            running.Workspace.Activity.Find(new(null, ["startAudienceRun"], null, null, null, null, null, 10)),
            line => line.Object == "taste"
        );
    }

    [Fact]
    public async Task Follow_ByWhoMayNotSeeUsers_TellsSharesInPlaceOfCounts()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        using var growth = new KuajieClient(await running.PersonAsync(null, Role.Growth));
        var run = await client.AudienceRuns.DoAsync("knowledge", new AudienceRunRequest(Responses: new ResponseModelRequest()));

        var (told, masked) = (await StepsAsync(client, run.Run), await StepsAsync(growth, run.Run));

        Assert.Contains(told, step => step is { Stage: "reading", Done: 180, Total: 180 });
        Assert.Contains(masked, step => step is { Stage: "reading", Done: 100, Total: 100, RatePerSecond: null });
        Assert.All(masked.Where(step => step.Stage is "reading" or "rows"), step => Assert.InRange(step.Done, 0, 100));
    }

    [Fact]
    public async Task Get_AReportOverADomainThatIsNoLongerShared_IsRefusedToTheFirm()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        var run = await client.AudienceRuns.DoAsync("knowledge", new AudienceRunRequest(Responses: new ResponseModelRequest("click")));
        Assert.NotNull((await client.AudienceRuns.GetAsync("knowledge", run.Run)).Responses);

        running.Workspace.Partners.EndPartnership(running.Partnership.PartnershipId);
        await running.RestartAsync();
        using var later = new KuajieClient(running.Client(Firm, Scope.Manage));
        var fault = await Assert.ThrowsAsync<KuajieProblemException>(() => later.AudienceRuns.GetAsync("knowledge", run.Run));

        Assert.Equal(("not-shared", HttpStatusCode.Forbidden), (fault.Code, fault.Status));
        Assert.DoesNotContain("sports", fault.Message, StringComparison.Ordinal);
        Assert.Single(await later.AudienceRuns.ListAsync("knowledge"));
    }

    private static async Task<IReadOnlyList<AudienceStepResponse>> StepsAsync(KuajieClient client, string run)
    {
        var steps = new List<AudienceStepResponse>();
        await foreach (var step in client.AudienceRuns.FollowAsync("knowledge", run))
        {
            steps.Add(step);
        }
        return steps;
    }

    [Theory]
    [InlineData(1, null, null, null, "invalid-input")]
    [InlineData(null, "a b", null, null, "invalid-segment-name")]
    [InlineData(null, null, null, "nothing", "unknown-model-version")]
    [InlineData(null, null, false, "nothing", "model-not-wanted")]
    public async Task Start_WhatCannotBe_IsRefusedAtOnce(int? fewest, string? saveAs, bool? withFactors, string? version, string code)
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        var request = Asked(new ClustersRequest(fewest, SaveAs: saveAs, WithFactors: withFactors, ModelVersion: version));

        var fault = await Assert.ThrowsAsync<KuajieProblemException>(() => client.AudienceRuns.StartAsync("knowledge", request));

        Assert.Equal(code, fault.Code);
        Assert.Empty(await client.AudienceRuns.ListAsync("knowledge"));
    }

    [Fact]
    public async Task Start_BothOrNeither_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        AudienceRunRequest[] wrong = [new(), new(new ClustersRequest(), new ResponseModelRequest())];

        foreach (var request in wrong)
        {
            var fault = await Assert.ThrowsAsync<KuajieProblemException>(() => client.AudienceRuns.StartAsync("knowledge", request));
            Assert.Equal(("one-of-two", HttpStatusCode.BadRequest), (fault.Code, fault.Status));
        }
    }

    [Fact]
    public async Task Get_OfAnotherDomainsRunOrSaveOfNone_IsRefused()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        using var partner = new KuajieClient(running.Client(RunningServer.PartyOf(RunningServer.Sports), Scope.Manage));
        var run = await client.AudienceRuns.DoAsync("knowledge", new AudienceRunRequest(Responses: new ResponseModelRequest()));

        var foreign = await Assert.ThrowsAsync<KuajieProblemException>(() => partner.AudienceRuns.GetAsync("knowledge", run.Run));
        var elsewhere = await Assert.ThrowsAsync<KuajieProblemException>(() => partner.AudienceRuns.GetAsync("sports", run.Run));
        var cancelled = await Assert.ThrowsAsync<KuajieProblemException>(() => partner.AudienceRuns.CancelAsync("sports", run.Run));
        var none = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.AudienceRuns.SaveClustersAsync("knowledge", run.Run, new SaveClustersRequest("taste"))
        );

        Assert.Equal(HttpStatusCode.Forbidden, foreign.Status);
        Assert.Equal(("unknown-audience-run", HttpStatusCode.NotFound), (elsewhere.Code, elsewhere.Status));
        Assert.Equal("unknown-audience-run", cancelled.Code);
        Assert.Equal("no-clusters-found", none.Code);
    }

    [Fact]
    public async Task Start_AndTheServiceIsStopped_TheRunIsInterrupted()
    {
        await using var running = await RunningServer.StartAsync(prepare: FillForSeconds);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));
        var run = await client.AudienceRuns.StartAsync("knowledge", Asked(new ClustersRequest(Most: 20, SaveAs: "taste")));

        await running.RestartAsync();

        using var later = new KuajieClient(running.Client(Firm, Scope.Manage));
        var found = await later.AudienceRuns.GetAsync("knowledge", run.Run);
        Assert.Equal("interrupted", found.State);
        Assert.NotNull(found.EndedAt);
        Assert.Empty(await later.Segments.ListAsync("knowledge"));
    }

    private static AudienceRunRequest Asked(ClustersRequest request) => new(Clusters: request);

    private static void Fill(Workspace workspace) => Fill(workspace, 60);

    /// <summary>So many that twenty numbers of clusters take seconds: whoever ends the work comes before its end.</summary>
    private static void FillForSeconds(Workspace workspace) => Fill(workspace, 3_000);

    /// <summary>Of three users two run and one drinks tea.</summary>
    private static void Fill(Workspace workspace, int users)
    {
        var store = (DuckDbEventStore)workspace.Events;
        store.Put([Item("c2", "跑步"), Item("c3", "茶")]);
        store.Append([
            .. Enumerable
                .Range(0, users)
                .SelectMany(user =>
                    Enumerable
                        .Range(0, 3)
                        .Select(day => new Interaction(
                            "knowledge",
                            $"u{user:0000}",
                            user < users * 2 / 3 ? "c2" : "c3",
                            InteractionKind.View,
                            At.AddDays(day + (user % 5)),
                            null
                        ))
                ),
        ]);
    }

    private static Item Item(string id, string tag) => new("knowledge", id, "course", id, null, [tag], null, null, null, null, null, "{}");

    private sealed class Told(Action<AudienceStepResponse> tell) : IProgress<AudienceStepResponse>
    {
        public void Report(AudienceStepResponse value) => tell(value);
    }
}
