using Kuajie.Platform.Experiments;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of experiments must do, whatever its engine.</summary>
public abstract class ExperimentStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IExperimentStore Store { get; }

    [Fact]
    public void Put_ThenOf_RoundTripsAndReplacesInNameOrder()
    {
        var draft = new Experiment("shop", "b", ExperimentState.Draft, """{"unit":"user"}""", At, null, null);
        var stopped = draft with { State = ExperimentState.Stopped, StartedAt = At, StoppedAt = At.AddDays(3), ChangedAt = At.AddDays(3) };
        Store.Put(draft);
        Store.Put(draft with { Name = "a" });
        Store.Put(draft with { Domain = "other" });
        Store.Put(stopped);

        Assert.Equal([draft with { Name = "a" }, stopped], Store.Of("shop"));
        Assert.Empty(Store.Of("none"));
    }

    [Fact]
    public void Remove_Known_IsGone()
    {
        Store.Put(new Experiment("shop", "a", ExperimentState.Draft, "{}", At, null, null));

        Assert.True(Store.Remove("shop", "a"));
        Assert.False(Store.Remove("shop", "a"));
        Assert.Empty(Store.Of("shop"));
    }

    [Fact]
    public void PutHoldout_Again_Replaces()
    {
        Assert.Null(Store.HoldoutOf("shop"));
        Store.PutHoldout(new ExperimentHoldout("shop", 0.05, At));
        Store.PutHoldout(new ExperimentHoldout("shop", 0.1, At.AddDays(1)));

        Assert.Equal(new ExperimentHoldout("shop", 0.1, At.AddDays(1)), Store.HoldoutOf("shop"));
        Assert.Null(Store.HoldoutOf("other"));
    }
}
