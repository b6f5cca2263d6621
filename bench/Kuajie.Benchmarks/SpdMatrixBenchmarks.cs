using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Benchmarks;

/// <summary>Cholesky factorization and inverse of a positive definite matrix; all copy it first. Baseline: the factorization by plain loops on one thread.</summary>
[MemoryDiagnoser]
public class SpdMatrixBenchmarks
{
    private float[] start = null!;
    private float[] matrix = null!;

    /// <summary>Order of the matrix.</summary>
    [Params(512, 1_024)]
    public int Order { get; set; }

    [GlobalSetup]
    public void Setup() => (start, matrix) = (KernelInputs.Spd(Order), new float[Order * Order]);

    [Benchmark(Baseline = true)]
    public void PlainFactor()
    {
        start.CopyTo(matrix, 0);
        PlainKernels.Factor(matrix, Order);
    }

    [Benchmark]
    public int Factor()
    {
        start.CopyTo(matrix, 0);
        return SpdMatrix.Factor(matrix, Order);
    }

    [Benchmark]
    public int Inverse()
    {
        start.CopyTo(matrix, 0);
        return SpdMatrix.Invert(matrix, Order);
    }
}
