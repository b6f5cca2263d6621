using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>The exact solution by the normal equations and their Cholesky factorisation.</summary>
internal sealed class CholeskyRowSolver(SimdLevel level, int rank) : IRowSolver
{
    private readonly int stride = RowProducts.Stride(rank);
    private readonly AlignedFloats matrix = new(RowProducts.Stride(rank) * RowProducts.Stride(rank));
    private readonly AlignedFloats zero = new(RowProducts.Stride(rank));
    private readonly AlignedFloats rightHandSide = new(RowProducts.Stride(rank));
    private readonly AlignedFloats solution = new(RowProducts.Stride(rank));
    private readonly AlignedFloats reciprocals = new(RowProducts.Stride(rank));

    /// <inheritdoc/>
    public double Solve(GatheredRows rows, SharedPart shared, float ridge, Span<float> factor)
    {
        rightHandSide.Span.Clear();
        zero.Span.Clear();
        // b = Σ c f is the residual of the zero vector.
        RowProducts.AddResiduals(
            level,
            ref rows.First,
            rows.Count,
            stride,
            ref rows.FirstConfidence,
            1,
            ref zero.First,
            ref rightHandSide.First
        );
        rows.ScaleByRoots();
        PaddedSpd.AddOuterProducts(level, ref rows.First, rows.Count, stride, stride, ref shared.Padded, stride, ref matrix.First);
        for (var place = 0; place < matrix.Length; place += stride + 1)
        {
            matrix.Span[place] += ridge;
        }
        PaddedSpd.Factor(level, ref matrix.First, stride, ref reciprocals.First);
        rightHandSide.Span.CopyTo(solution.Span);
        PaddedSpd.Solve(level, ref matrix.First, stride, ref reciprocals.First, ref solution.First);
        solution.Span[..rank].CopyTo(factor);
        return rows.Mass - TensorPrimitives.Dot<float>(rightHandSide.Span, solution.Span);
    }
}
