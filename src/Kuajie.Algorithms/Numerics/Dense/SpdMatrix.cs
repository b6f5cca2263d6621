using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// Factorization and inverse of large symmetric positive definite matrices in single precision, in place, blocked so that nearly all work is matrix
/// products. Matrices are order × order, row-major, in one array. The result is the same bit by bit for any number of threads and any vector width.
/// A pivot that rounding has pushed below order · ε · the largest diagonal element is raised to it, which acts like a little more regularisation.
/// </summary>
public static class SpdMatrix
{
    /// <summary>The largest order: order² numbers must fit in one array.</summary>
    public const int MostOrder = 46_340;

    /// <summary>Bytes that <see cref="Invert(Memory{float}, int, int, IProgress{double}?, CancellationToken)"/> needs at its peak: the matrix itself, 4 · order², and the scratch beside it, about 2 kB · order.</summary>
    /// <param name="order">Order of the matrix.</param>
    /// <param name="threads">Threads it will use.</param>
    public static long InverseBytes(int order, int threads = 1)
    {
        CheckOrder(order);
        return ((long)order * order * sizeof(float)) + SpdScratch.Bytes(order, threads);
    }

    /// <summary>
    /// Replaces a symmetric positive definite matrix by its inverse. Order³ floating-point operations. Blocks of pivots are swept one after another
    /// (Goodnight 1979, "A tutorial on the SWEEP operator", in blocks, with a Cholesky factorization of each block); for a positive definite matrix
    /// this needs no exchange of rows and is as exact as the inverse by Cholesky factorization.
    /// </summary>
    /// <param name="matrix">Shape order × order; the lower triangle is read, both triangles are written.</param>
    /// <param name="order">Order of the matrix, at most <see cref="MostOrder"/>.</param>
    /// <param name="threads">The most threads to use, at least 1.</param>
    /// <param name="progress">Receives the share done, up to 1, or null.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>; the matrix is then neither the one nor the other.</param>
    /// <returns>How many pivots were raised; 0 for a matrix that is positive definite to working precision.</returns>
    /// <exception cref="ArgumentException">The shape does not fit the memory.</exception>
    public static int Invert(
        Memory<float> matrix,
        int order,
        int threads = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    ) => Invert(SimdLevels.Best, matrix, order, threads, progress, cancellation);

    /// <summary>As the public one, at a given level.</summary>
    internal static int Invert(
        SimdLevel level,
        Memory<float> matrix,
        int order,
        int threads,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        Check(matrix.Length, order);
        var steps = new SpdSteps(level, matrix, order, threads, cancellation);
        for (var first = 0; first < order; first += SpdSteps.BlockOrder)
        {
            steps.Sweep(first);
            progress?.Report(Math.Min(1, (first + SpdSteps.BlockOrder) / (double)order));
        }
        steps.NegateAndMirror();
        return steps.RaisedPivots;
    }

    /// <summary>
    /// Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor L, A = L·Lᵀ. Order³ / 3 floating-point operations;
    /// right-looking, in blocks (Golub and Van Loan, "Matrix Computations", 4.2.6).
    /// </summary>
    /// <param name="matrix">Shape order × order; the lower triangle is read and written, what lies above the diagonal is scratch.</param>
    /// <param name="order">Order of the matrix, at most <see cref="MostOrder"/>.</param>
    /// <param name="threads">The most threads to use, at least 1.</param>
    /// <param name="progress">Receives the share of the columns done, up to 1, or null.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>; the matrix is then half done.</param>
    /// <returns>How many pivots were raised.</returns>
    /// <exception cref="ArgumentException">The shape does not fit the memory.</exception>
    public static int Factor(
        Memory<float> matrix,
        int order,
        int threads = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    ) => Factor(SimdLevels.Best, matrix, order, threads, progress, cancellation);

    /// <summary>As the public one, at a given level.</summary>
    internal static int Factor(
        SimdLevel level,
        Memory<float> matrix,
        int order,
        int threads,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        Check(matrix.Length, order);
        var steps = new SpdSteps(level, matrix, order, threads, cancellation);
        for (var first = 0; first < order; first += SpdSteps.BlockOrder)
        {
            steps.Eliminate(first);
            progress?.Report(Math.Min(1, (first + SpdSteps.BlockOrder) / (double)order));
        }
        return steps.RaisedPivots;
    }

    private static void Check(int length, int order)
    {
        CheckOrder(order);
        if (length != (long)order * order)
        {
            throw new ArgumentException($"Found a matrix of {length} numbers; expected {order} × {order}.", nameof(order));
        }
    }

    private static void CheckOrder(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, MostOrder);
    }
}
