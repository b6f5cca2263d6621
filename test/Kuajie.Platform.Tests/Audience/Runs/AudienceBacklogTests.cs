using System.Globalization;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Progress;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience.Runs;

/// <summary>A shop of runners and tea drinkers; of two items that users look at one is taken mostly.</summary>
public sealed class AudienceBacklogTests : IDisposable
{
    private const string Shop = "shop";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly AudienceOrder Two = new(
        Shop,
        Clusters: new ClusterOrder(new ProfileClusterer { Most = 2 }, new FactorUse(), null)
    );

    private static readonly AudienceOrder Taking = new(
        Shop,
        Responses: new ResponseOrder(new ResponseRequest { Domain = Shop, Window = TimeSpan.FromDays(2) }, null)
    );

    private readonly FakeTimeProvider clock = new(Now);
    private readonly InMemoryWorkspace workspace;
    private readonly InMemoryAudienceRunStore store = new();
    private readonly InMemoryResponseModelStore models = new();
    private readonly AudienceProfiles profiles;
    private readonly AudienceSegments segments;
    private readonly ResponseWorkflow responses;
    private readonly ResponseShelf shelf;

    public AudienceBacklogTests()
    {
        workspace = new InMemoryWorkspace(clock);
        workspace.OwnPartners.EnsureDomain(Shop);
        workspace.OwnPartners.EnsureDomain("gym");
        workspace.OwnCatalog.Put([ItemOf("run", "跑步"), ItemOf("tea", "茶")]);
        profiles = new AudienceProfiles(workspace, new TallyOptions(), clock);
        segments = new AudienceSegments(new InMemorySegmentStore(), profiles, new UserFactors(workspace), workspace.Links, clock);
        responses = new ResponseWorkflow(
            workspace.Partners,
            new InMemoryLiveStore(workspace.OwnInteractions),
            workspace.Catalog,
            workspace.Impressions,
            new InMemoryOutcomes([])
        );
        shelf = new ResponseShelf(models, clock);
        for (var user = 0; user < 900; user++)
        {
            var (id, item, at) = ($"u{user:000}", user % 2 == 0 ? "run" : "tea", Now.AddDays(-60).AddHours(user * 1.5));
            workspace.OwnInteractions.Add(Shop, id, item, InteractionKind.View, at);
            if (user * 7 % 10 < (item == "run" ? 8 : 2))
            {
                workspace.OwnInteractions.Add(Shop, id, item, InteractionKind.Purchase, at.AddMinutes(5));
            }
        }
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Submit_Clusters_AnswerIsFoundAgainByALaterProcessWithoutUsers()
    {
        AudienceRunRecord run;
        using (var before = NewBacklog())
        {
            run = before.Submit(Two, "somebody");
            Assert.Equal((RunState.Waiting, null), (run.State, before.AnswerOf(run)));
            await WorkUntilEndedAsync(before, run);
        }

        using var after = NewBacklog();

        var found = Assert.Single(after.Of(Shop));
        Assert.Equal((run.RunId, RunState.Succeeded, "somebody"), (found.RunId, found.State, found.RequestedBy));
        var expected = segments.Cluster(Shop, Two.Clusters!.Clusterer).WithoutUsers();
        Assert.Equal([450, 450], expected.Clustering.Segments.Select(segment => segment.Size));
        Assert.Equivalent(expected, after.AnswerOf(found)!.Clusters, strict: true);
        Assert.DoesNotContain("u001", store.AnswerOf(run.RunId), StringComparison.Ordinal);
        Assert.Empty(after.Of("gym"));
        Assert.Empty(segments.Of(Shop));
    }

    [Fact]
    public async Task Save_AfterThingsHappened_StoresWhatWasSeen()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two, "a");
        await WorkUntilEndedAsync(backlog, run);
        var seen = backlog.AnswerOf(run)!.Clusters!.Clustering.Model!;
        for (var user = 0; user < 100; user++)
        {
            workspace.OwnInteractions.Add(Shop, $"new{user}", "tea", InteractionKind.View, Now);
        }
        profiles.Imported(Shop);
        clock.Advance(TimeSpan.FromDays(1));

        var saved = backlog.Save(backlog.Find(run.RunId)!, "taste");

        Assert.Equal("taste", saved.SavedAs);
        Assert.Equal("taste", backlog.Find(run.RunId)!.SavedAs);
        Assert.Equal(["taste-1", "taste-2"], segments.Of(Shop).Select(segment => segment.Name));
        Assert.Equivalent(seen.WithoutFactors(), StoredCluster.Of(segments.Find(Shop, "taste-1").ClusterJson!).Model, strict: true);
        Assert.NotEqual(seen.Centres[0], segments.Cluster(Shop, Two.Clusters!.Clusterer).Clustering.Model!.Centres[0]);
    }

    [Fact]
    public async Task Submit_ClustersWithAName_AreStoredWhenFound()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two with { Clusters = Two.Clusters! with { SaveAs = "taste" } }, "a");
        await WorkUntilEndedAsync(backlog, run);

        Assert.Equal("taste", backlog.Find(run.RunId)!.SavedAs);
        Assert.Equal(2, segments.Of(Shop).Count);
    }

    [Fact]
    public async Task Submit_ClustersOfHardlyAnybody_FailsWithANameAndSucceedsWithout()
    {
        workspace.OwnInteractions.Add("gym", "g1", "run", InteractionKind.View, Now.AddDays(-1));
        using var backlog = NewBacklog();
        var clusters = Two.Clusters!;
        var (plain, named) = (
            backlog.Submit(new AudienceOrder("gym", clusters), "a"),
            backlog.Submit(new AudienceOrder("gym", clusters with { SaveAs = "taste" }), "a")
        );
        await WorkUntilEndedAsync(backlog, plain, named);

        Assert.Equal(RunState.Succeeded, backlog.Find(plain.RunId)!.State);
        Assert.Equal((RunState.Failed, "no-clusters"), (backlog.Find(named.RunId)!.State, backlog.Find(named.RunId)!.FaultCode));
        Assert.Equal("ShortageUsers", backlog.AnswerOf(named)!.Clusters!.Clustering.Verdict.Code);
        Assert.Equal("no-clusters", Assert.Throws<KuajieException>(() => backlog.Save(backlog.Find(plain.RunId)!, "taste")).Code);
    }

    [Fact]
    public async Task Submit_Responses_ReportIsToldInAnyLanguageAndTheModelIsKept()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Taking with { Responses = Taking.Responses! with { KeepAs = "takers" } }, "a");
        await WorkUntilEndedAsync(backlog, run);

        Assert.Equal(RunState.Succeeded, backlog.Find(run.RunId)!.State);
        var report = backlog.AnswerOf(run)!.Responses!;
        Assert.Equivalent(responses.Train(Taking.Responses!.Request).Report, report, strict: true);
        Assert.Equivalent(shelf.Find(Shop, "takers").Summary.Report, report, strict: true);
        Assert.Equal("no-clusters-found", Assert.Throws<KuajieException>(() => backlog.Save(run, "taste")).Code);
    }

    [Fact]
    public async Task Submit_ThatFails_SaysWhyInTheLanguageOfWhoeverAskedAndTheNextGoesOn()
    {
        using var backlog = NewBacklog();
        var kept = new ResponseOrder(new ResponseRequest { Domain = "gym" }, "takers");
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
        AudienceRunRecord failing;
        try
        {
            failing = backlog.Submit(new AudienceOrder("gym", Responses: kept), "a");
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
        var good = backlog.Submit(Two, "a");
        await WorkUntilEndedAsync(backlog, failing, good);

        var ended = backlog.Find(failing.RunId)!;
        Assert.Equal((RunState.Failed, "response-shortage"), (ended.State, ended.FaultCode));
        Assert.Contains(ended.FaultText!, letter => letter is >= '一' and <= '鿿');
        Assert.Equal("ShortageRows", backlog.AnswerOf(failing)!.Responses!.Shortage!.Code);
        Assert.Empty(shelf.Of("gym"));
        Assert.Equal(RunState.Succeeded, backlog.Find(good.RunId)!.State);
    }

    [Theory]
    [InlineData(AudienceStage.Reading)]
    [InlineData(AudienceStage.Comparing)]
    public async Task Cancel_UnderWay_EndsItAndNothingIsStored(AudienceStage stage)
    {
        using var backlog = NewBacklog();
        // Many numbers of clusters, so that there is something left to end.
        var order = Two with
        {
            Clusters = new ClusterOrder(new ProfileClusterer { Most = 12 }, new FactorUse(), "taste"),
        };
        var run = backlog.Submit(order, "a");
        using var stopping = new CancellationTokenSource();
        var working = backlog.WorkAsync(stopping.Token);
        var stages = new List<AudienceStage>();
        await foreach (var step in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, default))
        {
            stages.Add(step.Stage);
            if (step.Stage == stage)
            {
                backlog.Cancel(run.RunId);
            }
        }

        Assert.Equal(RunState.Cancelled, backlog.Find(run.RunId)!.State);
        Assert.Null(backlog.AnswerOf(run));
        Assert.Empty(segments.Of(Shop));
        Assert.Equal(AudienceStage.Ended, stages[^1]);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Fact]
    public void Start_AfterAProcessThatEnded_CallsItsRunsInterrupted()
    {
        using (var before = NewBacklog())
        {
            before.Submit(Two, "a");
        }

        using var after = NewBacklog();

        Assert.Equal(RunState.Interrupted, Assert.Single(after.All()).State);
    }

    [Fact]
    public void Submit_MoreThanAreKept_ForgetsTheOldestOfTheDomainAlone()
    {
        using var backlog = NewBacklog();
        var gym = backlog.Submit(new AudienceOrder("gym", Two.Clusters), "a");
        backlog.Cancel(gym.RunId);
        var runs = new List<string>();
        for (var run = 0; run < AudienceBacklog.MostKept + 2; run++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            runs.Add(backlog.Submit(Two, "a").RunId);
            store.PutAnswer(runs[^1], "{}");
            backlog.Cancel(runs[^1]);
        }

        Assert.Equal(runs.Skip(1).Reverse(), backlog.Of(Shop).Select(run => run.RunId));
        Assert.Null(store.AnswerOf(runs[0]));
        Assert.Equal(gym.RunId, Assert.Single(backlog.Of("gym")).RunId);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"clusters":{"clustering":null}}""")]
    [InlineData("""{"responses":{"outcome":"Conversion","notes":[{"code":"NoSuchSentence","arguments":[]}]}}""")]
    public void AnswerOf_WhatNobodyWrote_SaysSoWithACure(string json)
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two, "a");
        backlog.Cancel(run.RunId);
        store.PutAnswer(run.RunId, json);

        Assert.Equal("damaged-audience-run", Assert.Throws<KuajieException>(() => backlog.AnswerOf(run)).Code);
    }

    public static TheoryData<AudienceOrder, string> Wrong =>
        new()
        {
            {
                Two with
                {
                    Clusters = Two.Clusters! with
                    {
                        Clusterer = new ProfileClusterer { Fewest = 9, Most = 4 },
                    },
                },
                "invalid-input"
            },
            { Two with { Clusters = Two.Clusters! with { SaveAs = "a b" } }, "invalid-segment-name" },
            { Two with { Clusters = Two.Clusters! with { Use = new FactorUse(true, "nothing") } }, "unknown-model-version" },
            { Taking with { Responses = Taking.Responses! with { KeepAs = "a b" } }, "invalid-response-model-name" },
            {
                Taking with
                {
                    Responses = new ResponseOrder(Taking.Responses!.Request with { Window = TimeSpan.Zero }, null),
                },
                "invalid-response-request"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Submit_Wrong_IsRefusedAtOnce(AudienceOrder order, string code)
    {
        using var backlog = NewBacklog();

        Assert.Equal(code, Assert.Throws<KuajieException>(() => backlog.Submit(order, "a")).Code);
        Assert.Empty(backlog.All());
    }

    [Fact]
    public void Submit_TooMany_IsRefused()
    {
        using var backlog = NewBacklog();
        for (var run = 0; run < AudienceBacklog.MostWaiting; run++)
        {
            backlog.Submit(Two, "a");
        }

        Assert.Equal("queue-full", Assert.Throws<KuajieException>(() => backlog.Submit(Two, "a")).Code);
        Assert.Equal(AudienceBacklog.MostWaiting, backlog.All().Count);
    }

    private AudienceBacklog NewBacklog() => new(store, segments, responses, shelf, clock);

    private static async Task WorkUntilEndedAsync(AudienceBacklog backlog, params AudienceRunRecord[] runs)
    {
        using var stopping = new CancellationTokenSource();
        var working = backlog.WorkAsync(stopping.Token);
        foreach (var run in runs)
        {
            await foreach (var step in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, stopping.Token))
            {
                Assert.True(step.Done <= (step.Total ?? long.MaxValue));
            }
        }
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    private static Item ItemOf(string id, string tag) => new(Shop, id, "course", id, null, [tag], null, null, null, null, null, "{}");
}
