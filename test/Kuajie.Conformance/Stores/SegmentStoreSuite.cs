using Kuajie.Platform.Audience;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of segments must do, whatever its engine.</summary>
public abstract class SegmentStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract ISegmentStore Store { get; }

    [Fact]
    public void Put_ThenFind_RoundTripsAndReplaces()
    {
        Store.Put([new Segment("shop", "runners", "tag(\"马拉松\") > 0.3", null, At)]);
        Store.Put([
            new Segment("shop", "runners", null, """{"number":1}""", At.AddDays(1)),
            new Segment("shop", "new", "events > 1", null, At),
        ]);

        Assert.Equal(new Segment("shop", "runners", null, """{"number":1}""", At.AddDays(1)), Store.Find("shop", "runners"));
        Assert.Equal(new Segment("shop", "new", "events > 1", null, At), Store.Find("shop", "new"));
        Assert.Null(Store.Find("other", "runners"));
    }

    [Fact]
    public void Of_Domain_InNameOrder()
    {
        Store.Put([.. new[] { "b", "B", "a" }.Select(name => new Segment("shop", name, "events > 1", null, At))]);
        Store.Put([new Segment("other", "c", "events > 1", null, At)]);

        Assert.Equal(["B", "a", "b"], Store.Of("shop").Select(segment => segment.Name));
    }

    [Fact]
    public void Remove_Known_IsGone()
    {
        Store.Put([new Segment("shop", "runners", "events > 1", null, At)]);

        Assert.True(Store.Remove("shop", "runners"));
        Assert.False(Store.Remove("shop", "runners"));
        Assert.Empty(Store.Of("shop"));
    }
}
