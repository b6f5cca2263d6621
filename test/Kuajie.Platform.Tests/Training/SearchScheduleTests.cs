using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training.Benchmarks;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Training;

public class SearchScheduleTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void IsSearchOver_BlendAndRefitStillToCome_KeepsTimeForThem()
    {
        var schedule = Schedule(60);
        // 16 · 0.5 s for the blend, 6 s for the best of each of two kinds: the dear one of the first kind is not its best.
        LeaderboardEntry[] entries = [Entry("ease", 0.1, 100, 0.5), Entry("ease", 0.2, 4, 0.5), Entry("item-knn", 0.1, 2, 0.5)];
        Assert.Equal(8, schedule.Blending(entries), 6);
        Assert.Equal(6, schedule.Refit(entries), 6);
        clock.Advance(TimeSpan.FromSeconds(45.9));
        Assert.False(schedule.IsSearchOver(entries));
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(schedule.IsSearchOver(entries));
        Assert.False(schedule.IsBlendingOver(entries));
        clock.Advance(TimeSpan.FromSeconds(8));
        Assert.True(schedule.IsBlendingOver(entries));
    }

    [Fact]
    public void IsSearchOver_DearCandidates_ReservesNoMoreThanShares()
    {
        var schedule = Schedule(60);
        LeaderboardEntry[] entries = [Entry("ease", 0.2, 500, 90)];
        Assert.Equal(15, schedule.Blending(entries), 6);
        Assert.Equal(21, schedule.Refit(entries), 6);
    }

    [Fact]
    public void IsSearchOver_GivenUpCandidates_DoNotCount()
    {
        var schedule = Schedule(60);
        LeaderboardEntry[] entries = [Entry("ease", 0.2, 4, 0.5), Entry("ease", 0.9, 50, 0) with { IsGivenUp = true }];
        Assert.Equal(8, schedule.Blending(entries), 6);
        Assert.Equal(4, schedule.Refit(entries), 6);
    }

    [Fact]
    public void IsSearchOver_Steps_GoesByTheirNumberAlone()
    {
        var schedule = new SearchSchedule(new SearchBudget(TimeSpan.FromSeconds(1), 2), clock);
        clock.Advance(TimeSpan.FromHours(1));
        LeaderboardEntry[] entries = [Entry("ease", 0.2, 4, 0.5), Entry("item-knn", 0.2, 4, 0.5)];
        Assert.False(schedule.IsSearchOver(entries[..1]));
        Assert.True(schedule.IsSearchOver(entries));
        Assert.False(schedule.IsBlendingOver(entries));
    }

    private SearchSchedule Schedule(int seconds) => new(new SearchBudget(TimeSpan.FromSeconds(seconds)), clock);

    private static LeaderboardEntry Entry(string model, double merit, double trainSeconds, double scoreSeconds) =>
        new(
            new SelectionCandidate(model, false, ModelCatalog.Find(model)!.CreateTrainer()),
            [merit],
            [merit],
            new RowWeights(new bool[1]),
            [],
            new RowWeights([])
        )
        {
            FullTrainSeconds = trainSeconds,
            ScoreSeconds = scoreSeconds,
        };
}
