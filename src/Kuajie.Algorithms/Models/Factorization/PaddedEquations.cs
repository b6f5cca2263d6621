using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>The normal equations of gathered rows, formed and factored in aligned memory. Scratch of one thread.</summary>
internal sealed class PaddedEquations(SimdLevel level, int rank)
{
    private readonly int stride = RowProducts.Stride(rank);
    private readonly AlignedFloats matrix = new(RowProducts.Stride(rank) * RowProducts.Stride(rank));
    private readonly AlignedFloats zero = new(RowProducts.Stride(rank));
    private readonly AlignedFloats rightHandSide = new(RowProducts.Stride(rank));
    private readonly AlignedFloats values = new(RowProducts.Stride(rank));
    private readonly AlignedFloats reciprocals = new(RowProducts.Stride(rank));

    /// <summary>Forms and factors A = S + ridge · I + Σ c f fᵀ and forms b = Σ c f. The rows' regressors are scaled by the roots of their confidences.</summary>
    /// <param name="rows">f and c.</param>
    /// <param name="shared">Shape stride × stride, padded with an identity: S.</param>
    /// <param name="ridge">Regularisation.</param>
    public void Factor(GatheredRows rows, ref float shared, float ridge)
    {
        rightHandSide.Span.Clear();
        zero.Span.Clear();
        // b is what is left of all observations at zero.
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
        PaddedSpd.AddOuterProducts(level, ref rows.First, rows.Count, stride, stride, ref shared, stride, ref matrix.First);
        for (var place = 0; place < matrix.Length; place += stride + 1)
        {
            matrix.Span[place] += ridge;
        }
        PaddedSpd.Factor(level, ref matrix.First, stride, ref reciprocals.First);
    }

    /// <summary>The solution of A x = b; returns b · x.</summary>
    public float Solution(Span<float> factor)
    {
        rightHandSide.Span.CopyTo(values.Span);
        PaddedSpd.Solve(level, ref matrix.First, stride, ref reciprocals.First, ref values.First);
        values.Span[..rank].CopyTo(factor);
        return TensorPrimitives.Dot<float>(rightHandSide.Span, values.Span);
    }

    /// <summary>Solves for another right-hand side in place.</summary>
    public void Solve(Span<float> other)
    {
        other.CopyTo(values.Span);
        values.Span[rank..].Clear();
        PaddedSpd.Solve(level, ref matrix.First, stride, ref reciprocals.First, ref values.First);
        values.Span[..rank].CopyTo(other);
    }
}
