using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Tests.Recommendations.Live;

public sealed class TriedModelsTests
{
    private readonly LiveWorld world = new("popularity");
    private readonly List<string> loaded = [];
    private readonly TriedModels tried;

    public TriedModelsTests() =>
        tried = new TriedModels(
            version =>
            {
                loaded.Add(version);
                return world.Models.Load(version);
            },
            world.Clock
        );

    [Fact]
    public void Find_AskedForAgain_IsLoadedOnceUntilNobodyAsksForLong()
    {
        var version = world.Train("popularity", "knowledge", "sports");

        var first = tried.Find(version);
        world.Clock.Advance(TriedModels.Kept - TimeSpan.FromSeconds(1));
        Assert.Same(first, tried.Find(version));
        world.Clock.Advance(TriedModels.Kept - TimeSpan.FromSeconds(1));
        Assert.Same(first, tried.Find(version));
        world.Clock.Advance(TriedModels.Kept);

        Assert.NotSame(first, tried.Find(version));
        Assert.Equal(2, loaded.Count);
    }

    [Fact]
    public void Find_MoreThanAreHeld_LetsTheOneLongestNotAskedForGo()
    {
        string[] versions = [.. Enumerable.Range(0, TriedModels.Most + 1).Select(_ => world.Train("popularity", "knowledge", "sports"))];
        foreach (var version in versions[..TriedModels.Most])
        {
            tried.Find(version);
        }
        tried.Find(versions[0]);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        tried.Find(versions[^1]);
        loaded.Clear();

        tried.Find(versions[0]);
        Assert.Empty(loaded);
        tried.Find(versions[1]);
        Assert.Equal([versions[1]], loaded);
    }

    [Fact]
    public void Find_UnknownVersion_IsRefused() =>
        Assert.Equal("unknown-model-version", Assert.Throws<KuajieException>(() => tried.Find("none")).Code);
}
