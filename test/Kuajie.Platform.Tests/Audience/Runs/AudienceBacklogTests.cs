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
            Assert.Equal((RunState.Waiting, null), (run.State, AnswerOf(before, run)));
            await WorkUntilEndedAsync(before, run);
        }

        using var after = NewBacklog();

        var found = Assert.Single(after.Of(Shop));
        Assert.Equal((run.RunId, RunState.Succeeded, "somebody"), (found.RunId, found.State, found.RequestedBy));
        var expected = segments.Cluster(Shop, Two.Clusters!.Clusterer).WithoutUsers();
        Assert.Equal([450, 450], expected.Clustering.Segments.Select(segment => segment.Size));
        Assert.Equivalent(expected, after.AnswerOf(found)!.Clusters, strict: true);
        Assert.Empty(after.AnswerOf(found)!.Clusters!.Clustering.Map!.Dots);
        Assert.DoesNotContain("u001", store.AnswerOf(run.RunId), StringComparison.Ordinal);
        Assert.Empty(after.Of("gym"));
        Assert.Empty(segments.Of(Shop));
    }

    [Fact]
    public async Task Submit_Both_TellWhatIsReadAndMade()
    {
        using var backlog = NewBacklog();
        var (clusters, taking) = (backlog.Submit(Two, "a"), backlog.Submit(Taking, "a"));
        await WorkUntilEndedAsync(backlog, clusters, taking);

        Assert.Equal(
            [(AudienceStage.Reading, 1350L), (AudienceStage.Trying, 1), (AudienceStage.Comparing, 19), (AudienceStage.Reseeding, 5)],
            await EndsAsync(clusters)
        );
        Assert.Equal(
            [(AudienceStage.Reading, 1350L), (AudienceStage.Rows, 1350), (AudienceStage.Fitting, 2), (AudienceStage.Judging, 5)],
            await EndsAsync(taking)
        );

        async Task<IReadOnlyList<(AudienceStage, long)>> EndsAsync(AudienceRunRecord run)
        {
            var steps = new List<AudienceStep>();
            await foreach (var step in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, default))
            {
                steps.Add(step);
            }
            return [.. steps.Where(step => !step.IsLast && step.Done == step.Total).Select(step => (step.Stage, step.Done))];
        }
    }

    [Fact]
    public async Task Save_AfterThingsHappened_StoresWhatWasSeen()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two, "a");
        await WorkUntilEndedAsync(backlog, run);
        var seen = AnswerOf(backlog, run)!.Clusters!.Clustering.Model!;
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
        Assert.Equal("ShortageUsers", AnswerOf(backlog, named)!.Clusters!.Clustering.Verdict.Code);
        Assert.Equal("no-clusters", Assert.Throws<KuajieException>(() => backlog.Save(backlog.Find(plain.RunId)!, "taste")).Code);
    }

    [Fact]
    public async Task Submit_Responses_ReportIsToldInAnyLanguageAndTheModelIsKept()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Taking with { Responses = Taking.Responses! with { KeepAs = "takers" } }, "a");
        await WorkUntilEndedAsync(backlog, run);

        Assert.Equal(RunState.Succeeded, backlog.Find(run.RunId)!.State);
        var report = AnswerOf(backlog, run)!.Responses!;
        Assert.Equivalent(responses.Train(Taking.Responses!.Request).Report, report, strict: true);
        Assert.Equivalent(shelf.Find(Shop, "takers").Summary.Report, report, strict: true);
        Assert.Equal("no-clusters-found", Assert.Throws<KuajieException>(() => backlog.Save(backlog.Find(run.RunId)!, "taste")).Code);
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
        Assert.Equal("ShortageRows", AnswerOf(backlog, failing)!.Responses!.Shortage!.Code);
        Assert.Empty(shelf.Of("gym"));
        Assert.Equal(RunState.Succeeded, backlog.Find(good.RunId)!.State);
    }

    [Fact]
    public async Task Cancel_UnderWay_EndsItAndNothingIsStored()
    {
        using var backlog = NewBacklog();
        // Twenty numbers of clusters: much is left when it tells that it has begun.
        var order = Two with
        {
            Clusters = new ClusterOrder(new ProfileClusterer { Most = 20 }, new FactorUse(), "taste"),
        };
        var run = backlog.Submit(order, "a");
        using var stopping = new CancellationTokenSource();
        var working = backlog.WorkAsync(stopping.Token);
        var stages = new List<AudienceStage>();
        await foreach (var step in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, default))
        {
            stages.Add(step.Stage);
            backlog.Cancel(run.RunId);
        }

        Assert.Equal(RunState.Cancelled, backlog.Find(run.RunId)!.State);
        Assert.Null(backlog.AnswerOf(backlog.Find(run.RunId)!));
        Assert.Empty(segments.Of(Shop));
        Assert.Equal(AudienceStage.Ended, stages[^1]);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Fact]
    public async Task AnswerOf_ClustersOfThisProcess_HasDotsUntilAUserIsErased()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two, "a");
        await WorkUntilEndedAsync(backlog, run);
        var ended = backlog.Find(run.RunId)!;

        Assert.NotEmpty(backlog.AnswerOf(ended)!.Clusters!.Clustering.Map!.Dots);
        backlog.UserErased("gym", "u001");
        Assert.NotEmpty(backlog.AnswerOf(ended)!.Clusters!.Clustering.Map!.Dots);
        backlog.UserErased(Shop, "u001");
        Assert.Empty(backlog.AnswerOf(ended)!.Clusters!.Clustering.Map!.Dots);
        Assert.NotEmpty(backlog.AnswerOf(ended)!.Clusters!.Clustering.Map!.Places);
    }

    [Fact]
    public async Task Save_OfARunThatHasNotEnded_IsRefusedAndLeavesItsStateAlone()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two, "a");
        store.PutAnswer(run.RunId, new AudienceAnswer(segments.Cluster(Shop, Two.Clusters!.Clusterer).WithoutUsers()).ToJson());

        Assert.Equal("no-clusters-found", Assert.Throws<KuajieException>(() => backlog.Save(run, "taste")).Code);

        await WorkUntilEndedAsync(backlog, run);
        backlog.Save(backlog.Find(run.RunId)!, "taste");
        Assert.Equal((RunState.Succeeded, "taste"), (store.Runs()[0].State, store.Runs()[0].SavedAs));
    }

    [Fact]
    public async Task SavedNames_AfterAnotherRunTookTheName_AreTheOthers()
    {
        using var backlog = NewBacklog();
        var (first, second) = (
            backlog.Submit(Two, "a"),
            backlog.Submit(
                Two with
                {
                    Clusters = new ClusterOrder(new ProfileClusterer { Fewest = 3, Most = 3 }, new FactorUse(), null),
                },
                "a"
            )
        );
        await WorkUntilEndedAsync(backlog, first, second);
        var (one, other) = (
            backlog.AnswerOf(backlog.Find(first.RunId)!)!.Clusters!,
            backlog.AnswerOf(backlog.Find(second.RunId)!)!.Clusters!
        );
        backlog.Save(backlog.Find(first.RunId)!, "taste");
        Assert.Equal(["taste-1", "taste-2"], segments.SavedNames(Shop, one, "taste").Values.Order(StringComparer.Ordinal));

        backlog.Save(backlog.Find(second.RunId)!, "taste");

        Assert.Empty(segments.SavedNames(Shop, one, "taste"));
        Assert.Equal(3, segments.SavedNames(Shop, other, "taste").Count);
    }

    [Fact]
    public async Task WorkAsync_TheStoreFails_TheRunIsOverForWhoeverFollowsAndTheNextGoesOn()
    {
        var failing = new FailingStore(store);
        using var backlog = new AudienceBacklog(failing, segments, responses, shelf, clock);
        var run = backlog.Submit(Two, "a");
        failing.IsFull = true;
        await Assert.ThrowsAsync<IOException>(() => backlog.WorkAsync(default));
        Assert.Equal(RunState.Waiting, backlog.Find(run.RunId)!.State);

        failing.IsFull = false;
        failing.FailsOn = RunState.Succeeded;
        var told = new List<string>();
        await Assert.ThrowsAsync<IOException>(() => backlog.WorkAsync(default));
        await foreach (var step in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, default))
        {
            told.Add($"{step.Stage}");
        }
        Assert.Equal("Ended", told[^1]);
        Assert.True(backlog.Find(run.RunId)!.HasEnded);

        failing.FailsOn = null;
        var next = backlog.Submit(Two, "a");
        await WorkUntilEndedAsync(backlog, next);
        Assert.Equal(RunState.Succeeded, backlog.Find(next.RunId)!.State);
    }

    [Fact]
    public async Task WorkAsync_ADefect_IsToldToTheLogAndItsTypeAloneToTheRecord()
    {
        var told = new List<string>();
        var failing = new FailingStore(store) { AnswersFail = true };
        using var backlog = new AudienceBacklog(failing, segments, responses, shelf, clock)
        {
            Met = (run, defect) => told.Add($"{run}: {defect.Message}"),
        };
        var run = backlog.Submit(Two, "a");
        await WorkUntilEndedAsync(backlog, run);

        var ended = backlog.Find(run.RunId)!;
        Assert.Equal((RunState.Failed, "defect", nameof(IOException)), (ended.State, ended.FaultCode, ended.FaultText));
        Assert.Equal([$"{run.RunId}: no room for u001"], told);
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
        store.Put(new AudienceRunRecord("run-0", Two, RunState.Succeeded, "a", Now.AddDays(-1)));
        for (var run = 0; run < AudienceBacklog.MostKept + 2; run++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            runs.Add(backlog.Submit(Two, "a").RunId);
            store.PutAnswer(runs[^1], "{}");
            backlog.Cancel(runs[^1]);
        }

        // Those that were cancelled never push out what came of one that succeeded.
        Assert.Equal([.. runs.Skip(2).Reverse(), "run-0"], backlog.Of(Shop).Select(run => run.RunId));
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
        var run = new AudienceRunRecord("run-1", Two, RunState.Succeeded, "a", Now);
        store.Put(run);
        store.PutAnswer(run.RunId, json);

        Assert.Equal("damaged-audience-run", Assert.Throws<KuajieException>(() => backlog.AnswerOf(run)).Code);
        Assert.Null(backlog.AnswerOf(run with { State = RunState.Interrupted }));
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
    public async Task Submit_ThatTakesTooLong_IsEndedAndSaysSo()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two with { Clusters = new ClusterOrder(new ProfileClusterer { Most = 20 }, new FactorUse(), null) }, "a");
        using var stopping = new CancellationTokenSource();
        var working = backlog.WorkAsync(stopping.Token);
        await foreach (var _ in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, default))
        {
            clock.Advance(AudienceBacklog.Longest);
        }

        Assert.Equal("run-too-long", backlog.Find(run.RunId)!.FaultCode);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Fact]
    public void Submit_BothOrNeither_IsADefectOfTheCaller()
    {
        using var backlog = NewBacklog();

        Assert.Throws<ArgumentException>(() => backlog.Submit(new AudienceOrder(Shop), "a"));
        Assert.Throws<ArgumentException>(() => backlog.Submit(Two with { Responses = Taking.Responses }, "a"));
    }

    [Fact]
    public void Submit_TooMany_IsRefused()
    {
        using var backlog = NewBacklog();
        for (var run = 0; run < AudienceBacklog.MostOfDomain; run++)
        {
            backlog.Submit(Two, "a");
        }

        Assert.Equal("queue-full", Assert.Throws<KuajieException>(() => backlog.Submit(Two, "a")).Code);
        Assert.Equal(AudienceBacklog.MostOfDomain, backlog.All().Count);
        // Nobody else's turn is taken by it.
        Assert.Equal(RunState.Waiting, backlog.Submit(new AudienceOrder("gym", Two.Clusters), "b").State);
    }

    private static AudienceAnswer? AnswerOf(AudienceBacklog backlog, AudienceRunRecord run) => backlog.AnswerOf(backlog.Find(run.RunId)!);

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

    /// <summary>A store whose disk is full at times.</summary>
    private sealed class FailingStore(InMemoryAudienceRunStore inner) : IAudienceRunStore
    {
        public bool IsFull { get; set; }

        public bool AnswersFail { get; init; }

        public RunState? FailsOn { get; set; }

        public IReadOnlyList<AudienceRunRecord> Runs() => inner.Runs();

        public void Put(AudienceRunRecord run)
        {
            if (IsFull || run.State == FailsOn || (FailsOn is not null && run.State == RunState.Failed))
            {
                throw new IOException("full");
            }
            inner.Put(run);
        }

        public string? AnswerOf(string runId) => inner.AnswerOf(runId);

        public void PutAnswer(string runId, string answerJson)
        {
            if (AnswersFail)
            {
                throw new IOException("no room for u001");
            }
            inner.PutAnswer(runId, answerJson);
        }

        public void Remove(string runId) => inner.Remove(runId);
    }
}
