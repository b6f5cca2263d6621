using Kuajie.Server.Reports;

namespace Kuajie.Server.Tests.Reports;

public sealed class IntervalRangeTests
{
    [Fact]
    public void Of_AlikeIntervals_HoldsAllOfThem()
    {
        // Wide beside their values, yet all alike.
        var range = IntervalRange.Of([(0.01, -0.4, 0.42), (-0.02, -0.5, 0.3), (0, -0.6, 0.7)]);

        Assert.Equal(new IntervalRange(-0.6, 0.7), range);
        Assert.True(range.Holds(0.7));
    }

    [Fact]
    public void Of_OneFarWider_IsCutAtTwiceTheMedianEndOrHalfBeyondTheFurthestValue()
    {
        Assert.Equal(new IntervalRange(-0.6, 1), IntervalRange.Of([(0.1, -0.4, 0.5), (0, -0.3, 0.5), (0.1, -0.6, 20)]));
        Assert.Equal(new IntervalRange(-0.6, 3), IntervalRange.Of([(0.1, -0.4, 0.5), (0, -0.3, 0.5), (2, -0.6, 20)]));
    }

    [Fact]
    public void Within_BeyondEitherEnd_IsTheEnd()
    {
        var range = new IntervalRange(-1, 2);

        Assert.Equal((-1, 0.5, 2), (range.Within(-7), range.Within(0.5), range.Within(7)));
        Assert.False(range.Holds(2.1));
    }

    [Fact]
    public void Of_Nothing_IsNothing() => Assert.Equal(new IntervalRange(0, 0), IntervalRange.Of([]));
}
