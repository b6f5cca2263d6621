using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Benchmarks;

/// <summary>Gram matrix of 20,000 factors, and the weighted outer products of 50 of them. Baseline: plain loops over both triangles on one thread.</summary>
[MemoryDiagnoser]
public class GramBenchmarks
{
    private const int Rows = 20_000;
    private readonly int[] indexes = [.. Enumerable.Range(0, 50).Select(place => place * 397 % Rows)];
    private readonly float[] scales = [.. Enumerable.Repeat(1.5f, 50)];
    private float[] factors = null!;
    private float[] matrix = null!;

    /// <summary>Length of a factor.</summary>
    [Params(64, 128)]
    public int Rank { get; set; }

    [GlobalSetup]
    public void Setup() => (factors, matrix) = (KernelInputs.Normals(Rows * Rank, 1), new float[Rank * Rank]);

    [Benchmark(Baseline = true)]
    public float[] PlainLoops() => PlainKernels.Gram(factors, Rank);

    [Benchmark]
    public float[] Kernel() => SymmetricMatrix.Gram(factors, Rank);

    [Benchmark]
    public void FiftyGatheredRows() => SymmetricMatrix.AddOuterProducts(matrix, Rank, factors, indexes, scales);
}
