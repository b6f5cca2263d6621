using System.Globalization;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Tests.Audience.Runs;

/// <summary>The queue of long work on audiences: what is refused, cancelled, cut off, told.</summary>
public sealed class AudienceBacklogTests : AudienceRunWorld
{
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
        Assert.Empty(Shelf.Of("gym"));
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
        Assert.Empty(Segments.Of(Shop));
        Assert.Equal(AudienceStage.Ended, stages[^1]);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Fact]
    public async Task WorkAsync_TheStoreFails_TheRunIsOverForWhoeverFollowsAndTheNextGoesOn()
    {
        var failing = new FailingStore(Store);
        using var backlog = new AudienceBacklog(failing, Segments, Responses, Shelf, Clock);
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
        var failing = new FailingStore(Store) { AnswersFail = true };
        using var backlog = new AudienceBacklog(failing, Segments, Responses, Shelf, Clock)
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
        Store.Put(new AudienceRunRecord("run-0", Two, RunState.Succeeded, "a", Now.AddDays(-1)));
        for (var run = 0; run < AudienceBacklog.MostKept + 2; run++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            runs.Add(backlog.Submit(Two, "a").RunId);
            Store.PutAnswer(runs[^1], "{}");
            backlog.Cancel(runs[^1]);
        }

        // Those that were cancelled never push out what came of one that succeeded.
        Assert.Equal([.. runs.Skip(2).Reverse(), "run-0"], backlog.Of(Shop).Select(run => run.RunId));
        Assert.Null(Store.AnswerOf(runs[0]));
        Assert.Equal(gym.RunId, Assert.Single(backlog.Of("gym")).RunId);
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
            Clock.Advance(AudienceBacklog.Longest);
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
