using Kuajie.Platform.Progress;
using Kuajie.Platform.Training.Runs;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of trainings must do, whatever its engine.</summary>
public abstract class TrainingRunStoreSuite
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 0, 5, TimeSpan.Zero);

    private static readonly TrainingOrder Order = new()
    {
        TargetDomain = "体育",
        SourceDomains = ["knowledge"],
        Model = "joint-als",
        OptionsJson = """{"rank":16}""",
        Seed = ulong.MaxValue,
        Steps = 7,
    };

    /// <summary>The store under test, empty at first.</summary>
    protected abstract ITrainingRunStore Store { get; }

    [Fact]
    public void Put_Runs_AreReadBackAsTheyWereNewestFirst()
    {
        var older = new TrainingRunRecord("run-1", Order, RunState.Waiting, "key", Moment);
        var newer = older with { RunId = "run-2", RequestedAt = Moment.AddTicks(1), State = RunState.Failed, FaultText = "数据不足" };
        Store.Put(older);
        Store.Put(newer);
        var done = older with { State = RunState.Succeeded, VersionId = "v", ValidationNdcg = 0.125, EndedAt = Moment.AddHours(1) };

        Assert.Equal(["run-2", "run-1"], Store.Runs().Select(run => run.RunId));
        Store.Put(done);
        Assert.Equivalent(done, Store.Runs()[1], strict: true);
        Assert.Equivalent(newer, Store.Runs()[0], strict: true);
    }

    [Fact]
    public void Put_Schedules_AreReplacedAndRemovedById()
    {
        var nightly = new TrainingSchedule("nightly", Order, TimeSpan.FromDays(1), Moment, false);
        Store.Put(nightly);
        Store.Put(nightly with { ScheduleId = "hourly", Interval = TimeSpan.FromHours(1) });
        Store.Put(nightly with { IsPaused = true });

        Assert.Equal(["hourly", "nightly"], Store.Schedules().Select(schedule => schedule.ScheduleId));
        Assert.True(Store.Schedules()[1].IsPaused);
        Store.RemoveSchedule("hourly");
        Store.RemoveSchedule("never-made");
        Assert.Equal("nightly", Assert.Single(Store.Schedules()).ScheduleId);
    }
}
