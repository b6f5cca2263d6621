using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training.Runs;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Training.Runs;

public sealed class TrainingProgressLogTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Follow_FromTheMiddle_GoesOnWhereTheReaderWas()
    {
        var log = new TrainingProgressLog(clock);
        for (var step = 1; step <= 5; step++)
        {
            log.TrainingSteps.Report(new TrainingProgress(step, 5, 1.0 / step));
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        log.End();

        var all = await Read(log, 0);
        var rest = await Read(log, all[2].Number);

        Assert.Equal([1, 2, 3, 4, 5, 6], all.Select(step => step.Number));
        Assert.Equal(all[3..], rest);
        Assert.Equal(TrainingStage.Ended, all[^1].Stage);
    }

    [Fact]
    public async Task Steps_TellRateAndTimeLeft()
    {
        var log = new TrainingProgressLog(clock);
        log.TrainingSteps.Report(new TrainingProgress(1, 10));
        clock.Advance(TimeSpan.FromSeconds(4));
        log.TrainingSteps.Report(new TrainingProgress(2, 10));
        log.End();

        var second = (await Read(log, 0))[1];

        Assert.Equal(0.5, second.RatePerSecond);
        Assert.Equal(16, second.SecondsLeft);
    }

    [Fact]
    public async Task Rows_ReadQuickly_AreThinnedOut()
    {
        var log = new TrainingProgressLog(clock);
        for (var rows = 1; rows <= 1000; rows++)
        {
            log.RowsRead.Report(rows * 65_536L);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        log.End();

        Assert.InRange((await Read(log, 0)).Count, 4, 7);
    }

    [Fact]
    public async Task Messages_OverTheBound_ForgetTheOldest()
    {
        var log = new TrainingProgressLog(clock);
        for (var step = 1; step <= TrainingProgressLog.MostKept + 10; step++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            log.TrainingSteps.Report(new TrainingProgress(step, int.MaxValue));
        }
        log.End();

        var all = await Read(log, 0);

        Assert.Equal(TrainingProgressLog.MostKept, all.Count);
        Assert.Equal(12, all[0].Number);
    }

    private static async Task<List<TrainingStep>> Read(TrainingProgressLog log, int after)
    {
        var steps = new List<TrainingStep>();
        await foreach (var step in log.Log.FollowAsync(after, default))
        {
            steps.Add(step);
        }
        return steps;
    }
}
