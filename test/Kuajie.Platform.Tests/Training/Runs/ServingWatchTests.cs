using Kuajie.Platform.Training.Runs;

namespace Kuajie.Platform.Tests.Training.Runs;

public sealed class ServingWatchTests
{
    private readonly TrainingWorld world = new();

    [Fact]
    public async Task Look_WorseVersionThanTheOneBefore_GivesItsPlaceBack()
    {
        var (good, bad) = await ServeAsync(TrainingWorld.Good, TrainingWorld.Popularity);
        world.LetTimePass();
        var told = new List<VersionComparison>();
        var watch = new ServingWatch(world.Workspace, world.Clock) { RolledBack = told.Add };

        watch.Look(default);

        Assert.Equal(good, world.Workspace.Models.Serving(null, TrainingWorld.Domain)!.VersionId);
        Assert.Equal((bad, good), (Assert.Single(told).First, told[0].Second));
        Assert.Equal(TrainingWorld.Users, told[0].Users);
        var run = world.Workspace.TrainingRuns.Runs().Single(each => each.VersionId == bad);
        Assert.Equal((false, "rolled-back"), (run.IsPromoted, run.FaultCode));
        Assert.Empty(watch.Look(default));
    }

    [Fact]
    public async Task Look_BetterVersionThanTheOneBefore_GoesOnServing()
    {
        var (_, better) = await ServeAsync(TrainingWorld.Popularity, TrainingWorld.Good);
        world.LetTimePass();
        var watch = new ServingWatch(world.Workspace, world.Clock);

        var verdict = Assert.Single(watch.Look(default));

        Assert.True(verdict.Difference.Low > 0);
        Assert.Equal(better, world.Workspace.Models.Serving(null, TrainingWorld.Domain)!.VersionId);
    }

    [Fact]
    public async Task Look_TooFewUsersSince_SaysNothing()
    {
        var (_, bad) = await ServeAsync(TrainingWorld.Good, TrainingWorld.Popularity);
        world.Clock.Advance(TimeSpan.FromDays(1));
        for (var user = 0; user < VersionComparison.FewestUsers - 1; user++)
        {
            world.Add(user, TrainingWorld.Item(user, 6), world.Clock.GetUtcNow().AddHours(-1));
        }

        Assert.Empty(new ServingWatch(world.Workspace, world.Clock).Look(default));
        Assert.Equal(bad, world.Workspace.Models.Serving(null, TrainingWorld.Domain)!.VersionId);
    }

    [Fact]
    public async Task Look_VersionOlderThanAWeek_IsLeftAlone()
    {
        var (_, bad) = await ServeAsync(TrainingWorld.Good, TrainingWorld.Popularity);
        world.LetTimePass();
        world.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Empty(new ServingWatch(world.Workspace, world.Clock).Look(default));
        Assert.Equal(bad, world.Workspace.Models.Serving(null, TrainingWorld.Domain)!.VersionId);
    }

    private async Task<(string First, string Second)> ServeAsync(TrainingOrder first, TrainingOrder second)
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var runs = new[] { backlog.Submit(first, "a"), backlog.Submit(second, "a") };
        await TrainingWorld.WorkUntilEndedAsync(backlog, runs);
        return (backlog.Find(runs[0].RunId)!.VersionId!, backlog.Find(runs[1].RunId)!.VersionId!);
    }
}
