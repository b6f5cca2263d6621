using Kuajie.Platform.Faults;
using Kuajie.Platform.Progress;
using Kuajie.Platform.Training.Runs;

namespace Kuajie.Platform.Tests.Training.Runs;

public sealed class TrainingBacklogTests
{
    private readonly TrainingWorld world = new();

    [Fact]
    public async Task Submit_Trained_RecordsAndServesTheVersion()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var told = new List<string>();
        backlog.Promoted = version => told.Add(version.VersionId);
        var run = backlog.Submit(TrainingWorld.Good, "somebody");
        Assert.Equal(RunState.Waiting, run.State);

        await TrainingWorld.WorkUntilEndedAsync(backlog, run);

        var ended = backlog.Find(run.RunId)!;
        Assert.Equal(RunState.Succeeded, ended.State);
        Assert.True(ended.IsPromoted);
        Assert.Equal(ended.VersionId, world.Workspace.Models.Serving(null, TrainingWorld.Domain)!.VersionId);
        Assert.Equal([ended.VersionId!], told);
        Assert.Equal("somebody", ended.RequestedBy);
    }

    [Fact]
    public async Task Submit_NotToBePromoted_RecordsAndLeavesServingAlone()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var run = backlog.Submit(TrainingWorld.Good with { IsPromoted = false }, "somebody");

        await TrainingWorld.WorkUntilEndedAsync(backlog, run);

        Assert.Null(world.Workspace.Models.Serving(null, TrainingWorld.Domain));
        Assert.NotNull(world.Workspace.Models.Find(backlog.Find(run.RunId)!.VersionId!));
    }

    [Fact]
    public async Task Submit_Several_AreTrainedInOrder()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var runs = new[] { backlog.Submit(TrainingWorld.Popularity, "a"), backlog.Submit(TrainingWorld.Good, "b") };

        await TrainingWorld.WorkUntilEndedAsync(backlog, runs);

        Assert.Equal("item-knn", world.Workspace.Models.Serving(null, TrainingWorld.Domain)!.Model);
        Assert.All(backlog.All(), run => Assert.Equal(RunState.Succeeded, run.State));
    }

    [Fact]
    public async Task Cancel_Waiting_NeverBegins()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var (kept, dropped) = (backlog.Submit(TrainingWorld.Good, "a"), backlog.Submit(TrainingWorld.Good, "a"));

        Assert.Equal(RunState.Cancelled, backlog.Cancel(dropped.RunId)!.State);
        await TrainingWorld.WorkUntilEndedAsync(backlog, kept, dropped);

        Assert.Null(backlog.Find(dropped.RunId)!.StartedAt);
        Assert.Single(world.Workspace.Models.All());
        Assert.Equal(RunState.Cancelled, backlog.Cancel(dropped.RunId)!.State);
        Assert.Null(backlog.Cancel("run-of-nobody"));
    }

    [Fact]
    public async Task Cancel_Running_EndsItAndLeavesNoVersion()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var run = backlog.Submit(new TrainingOrder { TargetDomain = TrainingWorld.Domain, Steps = 100_000 }, "a");
        using var stopping = new CancellationTokenSource();
        var working = backlog.WorkAsync(stopping.Token);
        await foreach (var step in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, default))
        {
            if (step.Stage == TrainingStage.Selecting)
            {
                backlog.Cancel(run.RunId);
            }
        }

        Assert.Equal(RunState.Cancelled, backlog.Find(run.RunId)!.State);
        Assert.Empty(world.Workspace.Models.All());
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Fact]
    public void Start_AfterAProcessThatEnded_CallsItsTrainingsInterrupted()
    {
        using (var before = new TrainingBacklog(world.Workspace, world.Clock, 1))
        {
            before.Submit(TrainingWorld.Good, "a");
        }

        using var after = new TrainingBacklog(world.Workspace, world.Clock, 1);

        Assert.Equal(RunState.Interrupted, Assert.Single(after.All()).State);
    }

    [Fact]
    public async Task Submit_ThatFails_SaysWhyAndTheNextGoesOn()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        world.Workspace.OwnPartners.EnsureDomain("empty");
        var (failing, good) = (backlog.Submit(new TrainingOrder { TargetDomain = "empty" }, "a"), backlog.Submit(TrainingWorld.Good, "a"));

        await TrainingWorld.WorkUntilEndedAsync(backlog, failing, good);

        Assert.Equal((RunState.Failed, "no-interactions"), (backlog.Find(failing.RunId)!.State, backlog.Find(failing.RunId)!.FaultCode));
        Assert.Equal(RunState.Succeeded, backlog.Find(good.RunId)!.State);
    }

    [Fact]
    public void Submit_TooMany_IsRefused()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        for (var run = 0; run < TrainingBacklog.MostWaiting; run++)
        {
            backlog.Submit(TrainingWorld.Good, "a");
        }

        Assert.Equal("queue-full", Assert.Throws<KuajieException>(() => backlog.Submit(TrainingWorld.Good, "a")).Code);
        Assert.Equal(TrainingBacklog.MostWaiting, backlog.All().Count);
    }

    public static TheoryData<TrainingOrder, string> Wrong =>
        new()
        {
            { TrainingWorld.Good with { TargetDomain = "nowhere" }, "unknown-domain" },
            { TrainingWorld.Good with { Model = "magic" }, "unknown-model" },
            { TrainingWorld.Good with { OptionsJson = """{"neighbors":0,"foo":1}""" }, "invalid-options" },
            { TrainingWorld.Good with { SourceDomains = [TrainingWorld.Domain] }, "same-domain" },
            { TrainingWorld.Good with { Model = "joint-als" }, "no-source" },
            { TrainingWorld.Good with { BudgetSeconds = 0 }, "budget" },
            { TrainingWorld.Good with { Steps = 0 }, "budget" },
            { TrainingWorld.Good with { OptionsJson = new string(' ', 20_001) }, "options" },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Submit_Wrong_IsRefusedAtOnce(TrainingOrder order, string code)
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);

        Assert.Equal(code, Assert.Throws<KuajieException>(() => backlog.Submit(order, "a")).Code);
        Assert.Empty(backlog.All());
    }
}
