using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// One exact step in each block of coordinates in turn, the others standing still (iALS++, Rendle, Krichene, Zhang and Koren 2021, arXiv:2110.14044). What is
/// left of every observation and the product with the shared part are kept up to date, so that no term is cubic in the rank.
/// </summary>
internal sealed class SubspaceRowSolver : IRowSolver
{
    private readonly SimdLevel level;
    private readonly int rank;
    private readonly int stride;
    private readonly int size;
    private readonly AlignedFloats solution;
    private readonly AlignedFloats sharedProduct;
    private readonly AlignedFloats matrix;
    private readonly AlignedFloats step;
    private readonly AlignedFloats reciprocals;
    private AlignedFloats left = new(64);

    /// <summary>A solver with blocks of <paramref name="size"/> coordinates, rounded up to a multiple of 16.</summary>
    public SubspaceRowSolver(SimdLevel level, int rank, int size)
    {
        this.level = level;
        this.rank = rank;
        stride = RowProducts.Stride(rank);
        this.size = Math.Min(RowProducts.Stride(size), stride);
        (solution, sharedProduct) = (new AlignedFloats(stride), new AlignedFloats(stride));
        (step, reciprocals) = (new AlignedFloats(this.size), new AlignedFloats(this.size));
        matrix = new AlignedFloats(this.size * this.size);
    }

    /// <inheritdoc/>
    public double Solve(GatheredRows rows, SharedPart shared, float ridge, Span<float> factor)
    {
        factor.CopyTo(solution.Span);
        solution.Span[rank..].Clear();
        sharedProduct.Span.Clear();
        RowProducts.AddSymmetricProduct(level, ref shared.Padded, stride, stride, ref solution.First, ref sharedProduct.First);
        StartLeft(rows);
        for (var first = 0; first < stride; first += size)
        {
            SolveBlock(rows, shared, ridge, first, Math.Min(size, stride - first));
        }
        solution.Span[..rank].CopyTo(factor);
        return TensorPrimitives.SumOfSquares<float>(left.Span[..rows.Count])
            + TensorPrimitives.Dot<float>(solution.Span, sharedProduct.Span)
            + ((double)ridge * TensorPrimitives.SumOfSquares<float>(solution.Span));
    }

    /// <summary>left_k = √c_k (1 − f_k · x), with regressors scaled by √c from here on.</summary>
    private void StartLeft(GatheredRows rows)
    {
        rows.ScaleByRoots();
        var padded = RowProducts.PaddedRows(rows.Count);
        if (left.Length < padded)
        {
            left = new AlignedFloats(2 * padded);
        }
        left.Span[..padded].Clear();
        RowProducts.AddDots(level, ref rows.First, rows.Count, stride, stride, ref solution.First, ref left.First);
        for (var row = 0; row < rows.Count; row++)
        {
            left.Span[row] = MathF.Sqrt(rows.Confidences[row]) - left.Span[row];
        }
    }

    private void SolveBlock(GatheredRows rows, SharedPart shared, float ridge, int first, int width)
    {
        ref var part = ref Unsafe.Add(ref rows.First, first);
        ref var sharedBlock = ref Unsafe.Add(ref shared.Padded, ((nint)first * stride) + first);
        PaddedSpd.AddOuterProducts(level, ref part, rows.Count, stride, width, ref sharedBlock, stride, ref matrix.First);
        for (var place = 0; place < width; place++)
        {
            matrix.Span[place * (width + 1)] += ridge;
            step.Span[place] = -sharedProduct.Span[first + place] - (ridge * solution.Span[first + place]);
        }
        RowProducts.AddWeighted(level, ref part, rows.Count, stride, width, ref left.First, ref step.First);
        PaddedSpd.Factor(level, ref matrix.First, width, ref reciprocals.First);
        PaddedSpd.Solve(level, ref matrix.First, width, ref reciprocals.First, ref step.First);
        var own = step.Span[..width];
        var block = solution.Span.Slice(first, width);
        TensorPrimitives.Add(block, own, block);
        // S is symmetric: its rows of the block, combined, are what S x changes by.
        ref var sharedRows = ref Unsafe.Add(ref shared.Padded, (nint)first * stride);
        RowProducts.AddSymmetricProduct(level, ref sharedRows, width, stride, ref step.First, ref sharedProduct.First);
        TensorPrimitives.Negate(own, own);
        RowProducts.AddDots(level, ref part, rows.Count, stride, width, ref step.First, ref left.First);
    }
}
