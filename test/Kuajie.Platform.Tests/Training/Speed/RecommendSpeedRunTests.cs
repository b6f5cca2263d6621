using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Platform.Training.Speed;

namespace Kuajie.Platform.Tests.Training.Speed;

public class RecommendSpeedRunTests
{
    [Fact]
    public void Measure_FourHundredUsers_VerifiesListsAndCountsWork()
    {
        var steps = new List<long>();
        var settings = new RecommendSpeedSettings(Rank: 4, Top: 3, Threads: 2, Sweeps: 2, Passes: 3);
        var report = RecommendSpeedRun.Measure(Interactions(), settings, TimeProvider.System, new Recorder(steps), CancellationToken.None);
        Assert.Equal((400, 20, 800), (report.Users, report.Items, report.Pairs));
        Assert.Equal(200, report.VerifiedUsers);
        Assert.Equal(3, report.SecondsPerPass.Count);
        Assert.Equal(3, report.CpuSecondsPerPass.Count);
        Assert.InRange(report.ScoredShare, 0.1, 1);
        Assert.Equal(2.0 * 4 * report.ScoredShare * 400 * 20, report.FlopsPerPass, 1e-6);
        Assert.Equal(400 / report.SecondsPerPass.Order().ElementAt(1), report.UsersPerSecond, 1e-6);
        Assert.True(report.FmaPeakShare > 0);
        Assert.True(report.PeakMemoryBytes > 0);
        Assert.Equal([1, 2, 3, 4, 5], steps);
    }

    [Fact]
    public void Measure_RankOutOfRange_NamesTheOption() =>
        Assert.Contains(
            "rank",
            Assert
                .Throws<InvalidModelOptionsException>(() =>
                    RecommendSpeedRun.Measure(
                        Interactions(),
                        new RecommendSpeedSettings(0, 3, 1),
                        TimeProvider.System,
                        null,
                        CancellationToken.None
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    /// <summary>User u has seen items u and u + 7, modulo 20.</summary>
    private static SparseMatrix Interactions()
    {
        int[] offsets = [.. Enumerable.Range(0, 401).Select(user => 2 * user)];
        int[] items = [.. Enumerable.Range(0, 400).SelectMany(user => new[] { user % 20, (user + 7) % 20 }.Order())];
        return new SparseMatrix(400, 20, offsets, items, [.. items.Select(_ => 1f)]);
    }

    private sealed class Recorder(List<long> steps) : IProgress<long>
    {
        public void Report(long value) => steps.Add(value);
    }
}
