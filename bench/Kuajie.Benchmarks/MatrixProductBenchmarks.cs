using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Benchmarks;

/// <summary>All dot products of 1,024 and 1,024 factors. Baseline: three plain loops on one thread.</summary>
[MemoryDiagnoser]
public class MatrixProductBenchmarks
{
    private const int Rows = 1_024;
    private readonly float[] result = new float[Rows * Rows];
    private float[] left = null!;
    private float[] right = null!;

    /// <summary>Length of a factor.</summary>
    [Params(64, 256)]
    public int Rank { get; set; }

    [GlobalSetup]
    public void Setup() => (left, right) = (KernelInputs.Normals(Rows * Rank, 1), KernelInputs.Normals(Rows * Rank, 2));

    [Benchmark(Baseline = true)]
    public void PlainLoops() => PlainKernels.MultiplyTransposed(left, right, result, Rows, Rows, Rank);

    [Benchmark]
    public void Kernel() => MatrixProduct.MultiplyTransposed(left, right, result, Rows, Rows, Rank);

    [Benchmark]
    public void KernelOnTwoThreads() => MatrixProduct.MultiplyTransposed(left, right, result, Rows, Rows, Rank, threads: 2);
}
