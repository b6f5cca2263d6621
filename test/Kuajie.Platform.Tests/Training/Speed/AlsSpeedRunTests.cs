using System.Text.Json;
using Kuajie.Algorithms.Datasets.Synthetic;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Platform.Training.Speed;

namespace Kuajie.Platform.Tests.Training.Speed;

public class AlsSpeedRunTests
{
    [Theory]
    [InlineData(FactorSolver.Cg)]
    [InlineData(FactorSolver.Cholesky)]
    [InlineData(FactorSolver.Subspace)]
    public void Measure_SmallWorld_ReportsEverySweepWithAFallingLoss(FactorSolver solver)
    {
        var matrix = World(new PairWorld(400, 128, 4_000));
        var report = AlsSpeedRun.Measure(matrix, new AlsSpeedSettings(16, 4, solver, 2), TimeProvider.System, null, default);
        Assert.Equal((400, 4_000), (report.Users, report.Pairs));
        Assert.Equal((4, 4, 4), (report.SecondsPerIteration.Count, report.CpuSecondsPerIteration.Count, report.Loss.Count));
        Assert.Equal(report.Loss.OrderDescending(), report.Loss);
        Assert.True(report.PeakMemoryBytes > 1_000_000);
        Assert.True(report.FmaPeakShare is > 0 and < 1);
        var document = JsonSerializer.SerializeToElement(report, JsonSerializerOptions.Web);
        Assert.All(
            ["secondsPerIteration", "peakMemoryBytes", "loss", "fmaPeakShare"],
            name => Assert.True(document.TryGetProperty(name, out _), name)
        );
    }

    [Fact]
    public void PerSweep_SmallSizeAtRank64_IsTheStatedNumberOfOperations()
    {
        // (3 + 1) (2 · 5M · 4 · 64 + 110k · 2 · 64²) + 110k · 64² = 10.24 + 3.60 + 0.45 billion.
        Assert.Equal(14.29e9, AlsFlops.PerSweep(FactorSolver.Cg, 64, 5_000_000, 110_000, 3, 32), 0.01e9);
        // 2 · 5M (64² + 3 · 64) + 110k (64³ / 3 + 2 · 64²) + 110k · 64² = 42.88 + 10.51 + 0.45 billion.
        Assert.Equal(53.85e9, AlsFlops.PerSweep(FactorSolver.Cholesky, 64, 5_000_000, 110_000, 3, 32), 0.02e9);
        // 2 · 5M (6 · 64 + 64 · 32) + 110k (2 · 64² + 64 (32² / 3 + 64)) + 110k · 64² = 24.32 + 3.75 + 0.45 billion.
        Assert.Equal(28.53e9, AlsFlops.PerSweep(FactorSolver.Subspace, 64, 5_000_000, 110_000, 3, 32), 0.02e9);
    }

    private static SparseMatrix World(PairWorld world)
    {
        var (offsets, columns) = (new int[world.Users + 1], new List<int>());
        PairGenerator.Generate(
            world,
            1,
            pairs =>
            {
                for (var place = 0; place < pairs.Length; place += 2)
                {
                    columns.Add(pairs.Span[place + 1]);
                    offsets[pairs.Span[place] + 1] = columns.Count;
                }
            }
        );
        return new SparseMatrix(world.Users, world.Items, offsets, [.. columns], [.. columns.Select(_ => 1f)]);
    }
}
