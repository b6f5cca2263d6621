using BenchmarkDotNet.Attributes;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Benchmarks;

/// <summary>
/// One row of an ALS half-sweep, gathering included: three conjugate-gradient steps, the packed Cholesky solution and one step of each subspace block,
/// beside the plain normal equations by nested loops. No solver allocates.
/// </summary>
[MemoryDiagnoser]
public class RowSolveBenchmarks
{
    private const int Others = 10_000;
    private const float Ridge = 1;
    private float[] factors = null!;
    private int[] indexes = null!;
    private float[] confidences = null!;
    private float[] factor = null!;
    private float[] gram = null!;
    private SharedPart shared = null!;
    private GatheredRows rows = null!;
    private NarrowRows narrow = null!;
    private NarrowRegressors narrowRows = null!;
    private ConjugateRowSolver cg = null!;
    private IRowSolver cholesky = null!;
    private IRowSolver subspace = null!;

    /// <summary>Length of a factor.</summary>
    [Params(64, 128)]
    public int Rank { get; set; }

    /// <summary>Interactions of the row.</summary>
    [Params(10, 50, 500)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new SplittableRandom(1);
        factors = new float[Others * Rank];
        foreach (ref var value in factors.AsSpan())
        {
            value = (float)(0.1 * random.NextNormal());
        }
        indexes = [.. Enumerable.Range(0, Entries).Select(entry => entry * (Others / Entries))];
        confidences = [.. indexes.Select(_ => 1f)];
        factor = new float[Rank];
        gram = SymmetricMatrix.Gram(factors, Rank);
        shared = new SharedPart(Rank, [((ReadOnlyMemory<float>)gram, 0.01f, Others)], null, new TrainingRun());
        rows = new GatheredRows(Rank);
        narrow = new NarrowRows(Others, Rank);
        narrow.Fill(factors, 0);
        narrowRows = new NarrowRegressors(Rank);
        cg = new ConjugateRowSolver(SimdLevels.Best, Rank, 3);
        cholesky = new CholeskyRowSolver(SimdLevels.Best, Rank);
        subspace = new SubspaceRowSolver(SimdLevels.Best, Rank, 32);
    }

    [Benchmark(Baseline = true)]
    public float[] PlainNormalEquations()
    {
        var (matrix, solution) = (new float[Rank * Rank], new float[Rank]);
        for (var place = 0; place < matrix.Length; place++)
        {
            matrix[place] = (0.01f * gram[place]) + (place % (Rank + 1) == 0 ? Ridge : 0);
        }
        foreach (var index in indexes)
        {
            var own = factors.AsSpan(index * Rank, Rank);
            for (var row = 0; row < Rank; row++)
            {
                solution[row] += own[row];
                for (var column = 0; column < Rank; column++)
                {
                    matrix[(row * Rank) + column] += own[row] * own[column];
                }
            }
        }
        Eliminate(matrix, solution);
        return solution;
    }

    [Benchmark]
    public double ConjugateGradient()
    {
        narrowRows.Start(indexes.Length);
        narrowRows.Add(narrow, indexes, confidences, 1);
        return cg.Solve(narrowRows, shared, Ridge, factor);
    }

    [Benchmark]
    public double PackedCholesky() => Solve(cholesky);

    [Benchmark]
    public double Subspace() => Solve(subspace);

    private double Solve(IRowSolver solver)
    {
        rows.Start(indexes.Length);
        rows.Add(factors, indexes, confidences, 1);
        return solver.Solve(rows, shared, Ridge, factor);
    }

    /// <summary>Gaussian elimination without row exchange, which a positive definite matrix does not need.</summary>
    private void Eliminate(float[] matrix, float[] solution)
    {
        for (var pivot = 0; pivot < Rank; pivot++)
        {
            for (var row = pivot + 1; row < Rank; row++)
            {
                var scale = matrix[(row * Rank) + pivot] / matrix[(pivot * Rank) + pivot];
                for (var column = pivot; column < Rank; column++)
                {
                    matrix[(row * Rank) + column] -= scale * matrix[(pivot * Rank) + column];
                }
                solution[row] -= scale * solution[pivot];
            }
        }
        for (var row = Rank - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < Rank; column++)
            {
                solution[row] -= matrix[(row * Rank) + column] * solution[column];
            }
            solution[row] /= matrix[(row * Rank) + row];
        }
    }
}
