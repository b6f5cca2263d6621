using Kuajie.Marketing.Audience;

namespace Kuajie.Marketing.Tests.Audience;

public sealed class LifecycleTests
{
    private static readonly int[] TenDays = [.. Enumerable.Range(100, 10)];

    [Theory]
    // One day, pauses of 7 days by the domain: (7 / (7 + t))².
    [InlineData(0, LifecycleStage.New, 1.0)]
    [InlineData(7, LifecycleStage.New, 0.25)]
    [InlineData(20, LifecycleStage.Lapsing, 0.0672154)]
    [InlineData(70, LifecycleStage.Lapsed, 0.0082645)]
    public void Of_SeenOnOneDay_GoesByTheDomain(int away, LifecycleStage stage, double survival)
    {
        var state = Lifecycle.Of([100], 100 + away, 7);

        Assert.Equal(stage, state.Name);
        Assert.Equal(survival, state.Survival, 1e-7);
        Assert.Equal(7, state.RhythmDays, 1e-12);
    }

    [Theory]
    // Nine pauses of a day: (16 / (16 + t))¹¹.
    [InlineData(3, LifecycleStage.Active, 0.15102)]
    [InlineData(5, LifecycleStage.Lapsing, 0.05022)]
    [InlineData(10, LifecycleStage.Lapsed, 0.00479)]
    public void Of_SeenDaily_GoesByTheUser(int away, LifecycleStage stage, double survival)
    {
        var state = Lifecycle.Of(TenDays, 109 + away, 7);

        Assert.Equal(stage, state.Name);
        Assert.Equal(survival, state.Survival, 1e-5);
        Assert.Equal(1.6, state.RhythmDays, 1e-12);
    }

    [Fact]
    public void Of_BackAfterAMonth_IsReturnedForThreeDays()
    {
        int[] back = [.. TenDays, 140];

        Assert.Equal(LifecycleStage.Returned, Lifecycle.Of(back, 140, 7).Name);
        Assert.Equal(LifecycleStage.Returned, Lifecycle.Of([.. back, 141, 142], 142, 7).Name);
        Assert.Equal(LifecycleStage.Active, Lifecycle.Of([.. back, 141, 142, 143], 143, 7).Name);
        Assert.NotEmpty(Lifecycle.Of(back, 140, 7).Why.ToString());
    }

    [Fact]
    public void Of_ASlowUser_IsNotLapsedWhereAFastOneIs()
    {
        int[] monthly = [0, 30, 60, 90, 120];

        Assert.Equal(LifecycleStage.Active, Lifecycle.Of(monthly, 145, 7).Name);
        Assert.Equal(LifecycleStage.Lapsed, Lifecycle.Of(TenDays, 134, 7).Name);
    }
}
