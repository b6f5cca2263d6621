using Kuajie.Platform.Audience;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of response models must do, whatever its engine.</summary>
public abstract class ResponseModelStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract IResponseModelStore Store { get; }

    [Fact]
    public void Put_ThenFind_RoundTripsAndReplaces()
    {
        Store.Put(Of("clicks", "{}"));
        Store.Put(Of("clicks", """{"feature":"时段"}""") with { KeptAt = At.AddDays(1) });

        Assert.Equal(Of("clicks", """{"feature":"时段"}""") with { KeptAt = At.AddDays(1) }, Store.Find("shop", "clicks"));
        Assert.Null(Store.Find("other", "clicks"));
    }

    [Fact]
    public void Of_Domain_InNameOrderWithoutTheOthers()
    {
        Store.Put(Of("b", "{}"));
        Store.Put(Of("B", "{}"));
        Store.Put(Of("a", "{}"));
        Store.Put(Of("c", "{}") with { Domain = "other" });

        Assert.Equal([new("B", At, "{}"), new("a", At, "{}"), new ResponseModelEntry("b", At, "{}")], Store.Of("shop"));
        Assert.Equal([("other", "c"), ("shop", "B"), ("shop", "a"), ("shop", "b")], Store.All());
    }

    [Fact]
    public void Remove_Known_IsGoneAndItsNamesakeStays()
    {
        Store.Put(Of("clicks", "{}"));
        Store.Put(Of("clicks", "{}") with { Domain = "other" });

        Assert.True(Store.Remove("shop", "clicks"));
        Assert.False(Store.Remove("shop", "clicks"));
        Assert.Empty(Store.Of("shop"));
        Assert.Single(Store.Of("other"));
    }

    private static RecordedResponseModel Of(string name, string model) => new("shop", name, At, "{}", model, "hash");
}
