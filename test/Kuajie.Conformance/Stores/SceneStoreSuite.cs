using Kuajie.Platform.Recommendations.Scenes;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of scenes must do, whatever its engine.</summary>
public abstract class SceneStoreSuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>The store under test, empty at first.</summary>
    protected abstract ISceneStore Store { get; }

    [Fact]
    public void Put_ThenFind_RoundTripsAndReplaces()
    {
        Store.Put(new Scene("shop", "home", """{"count":3}""", At));
        Store.Put(new Scene("shop", "home", """{"count":4,"arm":"甲"}""", At.AddDays(1)));

        Assert.Equal(new Scene("shop", "home", """{"count":4,"arm":"甲"}""", At.AddDays(1)), Store.Find("shop", "home"));
        Assert.Null(Store.Find("other", "home"));
    }

    [Fact]
    public void Of_Domain_InNameOrder()
    {
        Store.Put(new Scene("shop", "b", "{}", At));
        Store.Put(new Scene("shop", "B", "{}", At));
        Store.Put(new Scene("shop", "a", "{}", At));
        Store.Put(new Scene("other", "c", "{}", At));

        Assert.Equal(["B", "a", "b"], Store.Of("shop").Select(scene => scene.Name));
    }

    [Fact]
    public void Remove_Known_IsGone()
    {
        Store.Put(new Scene("shop", "home", "{}", At));

        Assert.True(Store.Remove("shop", "home"));
        Assert.False(Store.Remove("shop", "home"));
        Assert.Empty(Store.Of("shop"));
    }
}
