using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Tests.Recommendations.Live;

public sealed class LiveModelsTests
{
    [Fact]
    public void Refresh_NewVersionPromoted_ServesFromTheNextRequestOn()
    {
        var world = new LiveWorld();
        var before = world.Recommend(LiveWorld.For("s4")).Items[0].ModelVersion;

        var version = world.Train("joint-als", "knowledge", "sports");
        Assert.Equal(before, world.Recommend(LiveWorld.For("s4")).Items[0].ModelVersion);
        world.Models.Refresh();

        Assert.Equal(version, world.Recommend(LiveWorld.For("s4")).Items[0].ModelVersion);
        Assert.True(world.Models.IsSound);
    }

    [Fact]
    public async Task Refresh_WhileRequestsRun_FailsNone()
    {
        var world = new LiveWorld();
        string[] versions =
        [
            world.Workspace.Models.Serving("knowledge", "sports")!.VersionId,
            world.Train("joint-als", "knowledge", "sports"),
        ];
        world.Models.Refresh();
        using var stop = new CancellationTokenSource();
        var served = 0;
        var asking = Enumerable
            .Range(0, 3)
            .Select(client =>
                Task.Run(() =>
                {
                    for (var each = 0; !stop.IsCancellationRequested; each++)
                    {
                        var list = world.Recommend(LiveWorld.For($"s{(each + client) % 39}"));
                        Assert.Equal(5, list.Items.Length);
                        Assert.Single(list.Items.Select(item => item.ModelVersion).Distinct());
                        Assert.Contains(list.Items[0].ModelVersion, versions);
                        Interlocked.Increment(ref served);
                    }
                })
            )
            .ToArray();
        for (var swap = 0; swap < 50 || Volatile.Read(ref served) < 1_000; swap++)
        {
            world.Workspace.Models.Promote(versions[swap % 2], "knowledge");
            world.Models.Refresh();
        }
        await stop.CancelAsync();
        await Task.WhenAll(asking);
    }

    [Fact]
    public void Refresh_DamagedFile_TheFormerVersionServesAndTheOperatorIsTold()
    {
        var world = new LiveWorld();
        var sound = world.Workspace.Models.Serving("knowledge", "sports")!.VersionId;
        var damaged = world.Train("joint-als", "knowledge", "sports");
        world.Workspace.ModelFiles.Remove(damaged);

        world.Models.Refresh();

        Assert.Equal(sound, world.Recommend(LiveWorld.For("s4")).Items[0].ModelVersion);
        var state = Assert.Single(world.Notices.Fallen);
        Assert.Equal((damaged, sound), (state.WantedVersion, state.ServingVersion));
        Assert.NotNull(state.Fault);
        Assert.False(world.Models.IsSound);
        Assert.Equal(1, world.Models.Fallbacks);
    }

    [Fact]
    public void Refresh_NoVersionCanBeLoaded_OtherDirectionsServeAndThisOneSaysSo()
    {
        var world = new LiveWorld(train: false);
        var only = world.Train("joint-als", "knowledge", "sports");
        world.Train("joint-als", "sports", "knowledge");
        world.Workspace.ModelFiles.Remove(only);
        world.Models.Refresh();

        Assert.NotEmpty(world.Ids(LiveWorld.For("k1", "knowledge")));
        Assert.Equal("no-model", Assert.Throws<KuajieException>(() => world.Recommend(LiveWorld.For("s1"))).Code);
        Assert.Null(world.Models.States.Single(state => state.TargetDomain == "sports").ServingVersion);
    }

    [Fact]
    public void Refresh_FormerVersion_IsLetGo()
    {
        var world = new LiveWorld();
        var former = Serve(world);
        world.Train("joint-als", "knowledge", "sports");
        world.Models.Refresh();
        world.Recommend(LiveWorld.For("s5"));

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(former.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Serve(LiveWorld world)
    {
        world.Recommend(LiveWorld.For("s4"));
        return new WeakReference(world.Models.Find("sports", "sports", AllAccess.Instance));
    }
}
