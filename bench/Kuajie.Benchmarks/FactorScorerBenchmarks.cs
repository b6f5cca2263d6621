using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Benchmarks;

/// <summary>The best ten of 10,000 items for 192 users. Baseline: all scores by plain loops and a full sort for each user, on one thread.</summary>
[MemoryDiagnoser]
public class FactorScorerBenchmarks
{
    private const int Users = 192;
    private const int Items = 10_000;
    private const int Top = 10;
    private readonly int[] selected = new int[Users * Top];
    private readonly float[] scores = new float[Users * Top];
    private float[] users = null!;
    private float[] items = null!;
    private FactorScorer scorer = null!;

    /// <summary>Length of a factor.</summary>
    [Params(64, 256)]
    public int Rank { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (users, items) = (KernelInputs.Normals(Users * Rank, 1), KernelInputs.Normals(Items * Rank, 2));
        scorer = new FactorScorer(items, Rank);
    }

    [Benchmark(Baseline = true)]
    public int[] PlainLoops() => PlainKernels.SelectTop(users, items, Rank, Top);

    [Benchmark]
    public long Kernel() => scorer.SelectTop(users, null, Top, selected, scores);

    [Benchmark]
    public FactorScorer PackItems() => new(items, Rank);
}
