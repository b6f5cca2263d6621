using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Runs;

namespace Kuajie.Platform.Tests.Training.Runs;

public sealed class TrainingSchedulesTests
{
    private readonly TrainingWorld world = new();

    [Fact]
    public void SubmitDue_AsksWhenItIsTimeAndNotBefore()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var schedules = new TrainingSchedules(world.Workspace, backlog, world.Clock);
        schedules.Put("nightly", TrainingWorld.Good, TimeSpan.FromDays(1), null, isPaused: false);

        Assert.Equal(world.Clock.GetUtcNow().AddDays(1), schedules.SubmitDue());
        Assert.Empty(backlog.All());
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(world.Clock.GetUtcNow().AddDays(1), schedules.SubmitDue());
        Assert.Equal("schedule nightly", Assert.Single(backlog.All()).RequestedBy);
    }

    [Fact]
    public void SubmitDue_AfterALongAbsence_AsksOnceAndKeepsTheHour()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var schedules = new TrainingSchedules(world.Workspace, backlog, world.Clock);
        var first = world.Clock.GetUtcNow().AddHours(3);
        schedules.Put("nightly", TrainingWorld.Good, TimeSpan.FromDays(1), first, isPaused: false);

        world.Clock.Advance(TimeSpan.FromDays(10.5));

        Assert.Equal(first.AddDays(11), schedules.SubmitDue());
        Assert.Single(backlog.All());
    }

    [Fact]
    public void SubmitDue_Paused_AsksNothing()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var schedules = new TrainingSchedules(world.Workspace, backlog, world.Clock);
        schedules.Put("nightly", TrainingWorld.Good, TimeSpan.FromDays(1), null, isPaused: true);
        world.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Null(schedules.SubmitDue());
        Assert.Empty(backlog.All());
    }

    [Fact]
    public async Task Work_WakesForWhatIsPutMeanwhile()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var schedules = new TrainingSchedules(world.Workspace, backlog, world.Clock);
        using var stopping = new CancellationTokenSource();
        var working = schedules.WorkAsync(stopping.Token);

        schedules.Put("now", TrainingWorld.Good, TimeSpan.FromDays(1), world.Clock.GetUtcNow(), isPaused: false);
        while (backlog.All().Count == 0)
        {
            Assert.False(working.IsCompleted);
            await Task.Yield();
        }

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Fact]
    public async Task Work_DueInYears_WaitsOn()
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var schedules = new TrainingSchedules(world.Workspace, backlog, world.Clock);
        schedules.Put("far", TrainingWorld.Good, TimeSpan.FromDays(1), world.Clock.GetUtcNow().AddYears(9), isPaused: false);
        using var stopping = new CancellationTokenSource();

        var working = schedules.WorkAsync(stopping.Token);

        Assert.False(working.IsCompleted);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Theory]
    [InlineData("Nightly!", 1440, "schedule-id")]
    [InlineData("nightly", 0.5, "interval")]
    [InlineData("nightly", 1e6, "interval")]
    public void Put_Wrong_IsRefused(string id, double minutes, string code)
    {
        using var backlog = new TrainingBacklog(world.Workspace, world.Clock, 1);
        var schedules = new TrainingSchedules(world.Workspace, backlog, world.Clock);

        var fault = Assert.Throws<KuajieException>(() =>
            schedules.Put(id, TrainingWorld.Good, TimeSpan.FromMinutes(minutes), null, isPaused: false)
        );

        Assert.Equal(code, fault.Code);
        Assert.Empty(schedules.All());
    }
}
