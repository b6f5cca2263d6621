using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>What many rows' equations share: Σ weight · Gram over the other side's factors, padded for the row solvers, and the mass behind it.</summary>
internal sealed class SharedPart
{
    private readonly AlignedFloats padded;

    /// <summary>A tridiagonal part, in the basis that <see cref="FactorTurn"/> brought the factors into.</summary>
    /// <param name="matrix">The part in that basis.</param>
    /// <param name="order">Order of the part.</param>
    /// <param name="mass">Sum of the weights of all observations of zero.</param>
    public SharedPart(Tridiagonal matrix, int order, double mass)
    {
        var stride = RowProducts.Stride(order);
        padded = new AlignedFloats(3 * stride);
        padded.Span.Clear();
        matrix.Diagonal.CopyTo(padded.Span);
        matrix.Beside.CopyTo(padded.Span[stride..]);
        matrix.Beside.AsSpan(0, order - 1).CopyTo(padded.Span[((2 * stride) + 1)..]);
        Mass = mass;
        IsTridiagonal = true;
    }

    /// <summary>Adds up and pads the weighted Gram matrices.</summary>
    /// <param name="rank">Order of the matrices.</param>
    /// <param name="terms">Gram matrix, weight of each pair as an observation of zero, and number of rows behind the matrix.</param>
    /// <param name="spectralFactors">The factors behind each matrix where rows are to be solved in the dual, null for those not behind it; null where none is.</param>
    /// <param name="run">Threads and cancellation.</param>
    public SharedPart(
        int rank,
        IEnumerable<(ReadOnlyMemory<float> Gram, float Weight, int RowCount)> terms,
        IReadOnlyList<ReadOnlyMemory<float>?>? spectralFactors,
        TrainingRun run
    )
    {
        var sum = new float[rank * rank];
        foreach (var (gram, weight, rowCount) in terms)
        {
            TensorPrimitives.MultiplyAdd(gram.Span, weight, sum, sum);
            Mass += (double)weight * rowCount;
        }
        var stride = RowProducts.Stride(rank);
        padded = new AlignedFloats(checked(stride * stride));
        padded.Span.Clear();
        for (var row = rank; row < stride; row++)
        {
            padded.Span[row * (stride + 1)] = 1;
        }
        for (var row = 0; row < rank; row++)
        {
            sum.AsSpan(row * rank, rank).CopyTo(padded.Span[(row * stride)..]);
        }
        Spectral = spectralFactors is null ? null : new SpectralBase(sum, rank, spectralFactors, run.Threads, run.Cancellation);
    }

    /// <summary>Whether the part has only a diagonal and its neighbours.</summary>
    public bool IsTridiagonal { get; }

    /// <summary>
    /// Aligned. Shape stride × stride, padded with an identity; of a tridiagonal part, shape 3 × stride, padded with zeros: each row's elements on, right of and
    /// left of the diagonal.
    /// </summary>
    public ref float Padded => ref padded.First;

    /// <summary>Sum of the weights of all observations of zero.</summary>
    public double Mass { get; }

    /// <summary>The matrix in its eigenbasis and the other side seen there, for rows solved in the dual; null where that does not pay.</summary>
    public SpectralBase? Spectral { get; }
}
