using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Progress;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of long work on audiences must do, whatever its engine.</summary>
public abstract class AudienceRunStoreSuite
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 0, 5, TimeSpan.Zero);

    private static readonly AudienceOrder Clusters = new(
        "课程",
        Clusters: new ClusterOrder(new ProfileClusterer { Most = 5, Seed = 3 }, new FactorUse(true, "v1"), "taste")
    );

    private static readonly AudienceOrder Responses = new(
        "knowledge",
        Responses: new ResponseOrder(
            new ResponseRequest
            {
                Domain = "knowledge",
                Outcome = ResponseOutcome.Click,
                Occasion = ResponseOccasion.Impression,
                Window = TimeSpan.FromDays(1),
                OtherDomains = ["sports"],
                TimeZone = "Asia/Shanghai",
                Options = new ResponseOptions { Seed = ulong.MaxValue, Calibration = CalibrationForm.Isotonic },
            },
            "clicks"
        )
    );

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IAudienceRunStore Store { get; }

    [Fact]
    public void Put_Runs_AreReadBackAsTheyWereNewestFirst()
    {
        var older = new AudienceRunRecord("run-1", Clusters, RunState.Waiting, "key", Moment);
        var newer = new AudienceRunRecord("run-2", Responses, RunState.Failed, "person", Moment.AddTicks(1), FaultText: "数据不足");
        Store.Put(older);
        Store.Put(newer);
        var done = older with { State = RunState.Succeeded, SavedAs = "taste", EndedAt = Moment.AddHours(1) };

        Assert.Equal(["run-2", "run-1"], Store.Runs().Select(run => run.RunId));
        Store.Put(done);
        Assert.Equivalent(done, Store.Runs()[1], strict: true);
        Assert.Equivalent(newer, Store.Runs()[0], strict: true);
    }

    [Fact]
    public void PutAnswer_OfAKnownRun_StaysThroughChangesOfTheRun()
    {
        var run = new AudienceRunRecord("run-1", Clusters, RunState.Running, "key", Moment);
        Store.Put(run);
        Assert.Null(Store.AnswerOf("run-1"));

        Store.PutAnswer("run-1", """{"verdict":"两个聚类"}""");
        Store.PutAnswer("run-of-nobody", "{}");
        Store.Put(run with { State = RunState.Succeeded });

        Assert.Equal("""{"verdict":"两个聚类"}""", Store.AnswerOf("run-1"));
        Assert.Null(Store.AnswerOf("run-of-nobody"));
        Assert.Single(Store.Runs());
    }

    [Fact]
    public void Remove_ARun_TakesItsAnswerAlongAndNoOther()
    {
        Store.Put(new AudienceRunRecord("run-1", Clusters, RunState.Succeeded, "key", Moment));
        Store.Put(new AudienceRunRecord("run-2", Clusters, RunState.Succeeded, "key", Moment));
        Store.PutAnswer("run-1", "{}");
        Store.PutAnswer("run-2", "{}");

        Store.Remove("run-1");
        Store.Remove("run-1");

        Assert.Equal(["run-2"], Store.Runs().Select(run => run.RunId));
        Assert.Null(Store.AnswerOf("run-1"));
        Assert.Equal("{}", Store.AnswerOf("run-2"));
    }
}
