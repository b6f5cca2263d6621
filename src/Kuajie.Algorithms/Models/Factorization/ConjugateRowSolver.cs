using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// A few conjugate-gradient steps from the row's last factor (Takács, Pilászy and Tikk, RecSys 2011). The normal equations are never formed: a step
/// multiplies by the shared part and passes once over the gathered regressors.
/// </summary>
internal sealed class ConjugateRowSolver(SimdLevel level, int rank, int steps) : IRowSolver
{
    /// <summary>Squared residual, relative to the right-hand side's scale, below which single precision gains nothing.</summary>
    private const float Enough = 1e-13f;

    private readonly int stride = RowProducts.Stride(rank);
    private readonly MarginedVector solution = new(rank);
    private readonly MarginedVector residual = new(rank);
    private readonly MarginedVector direction = new(rank);
    private readonly MarginedVector product = new(rank);

    /// <inheritdoc/>
    public double Solve(GatheredRows rows, SharedPart shared, float ridge, Span<float> factor)
    {
        var x = solution.Span;
        var r = residual.Span;
        var p = direction.Span;
        var q = product.Span;
        factor.CopyTo(x);
        x[rank..].Clear();
        var objective = Residual(rows, shared, ridge, x, r);
        r.CopyTo(p);
        var squares = TensorPrimitives.SumOfSquares<float>(r);
        var enough = Enough * Math.Max(squares, (float)(rows.Mass * rows.Mass) * 1e-6f);
        for (var step = 0; step < steps && squares > enough; step++)
        {
            // q = −A p.
            Negative(rows, shared, ridge, q);
            var curvature = -TensorPrimitives.Dot<float>(p, q);
            var length = squares / curvature;
            TensorPrimitives.MultiplyAdd(p, length, x, x);
            objective -= (double)length * squares;
            if (step + 1 == steps)
            {
                break;
            }
            TensorPrimitives.MultiplyAdd(q, length, r, r);
            var next = TensorPrimitives.SumOfSquares<float>(r);
            TensorPrimitives.MultiplyAdd(p, next / squares, r, p);
            squares = next;
        }
        x[..rank].CopyTo(factor);
        return objective;
    }

    /// <summary>r = b − A x; returns the objective at x.</summary>
    private double Residual(GatheredRows rows, SharedPart shared, float ridge, Span<float> x, Span<float> r)
    {
        SharedProduct(shared, ridge, solution, residual);
        var penalty = TensorPrimitives.Dot<float>(x, r);
        TensorPrimitives.Negate(r, r);
        return penalty
            + RowProducts.AddResiduals(
                level,
                ref rows.First,
                rows.Count,
                stride,
                ref rows.FirstConfidence,
                1,
                ref solution.First,
                ref residual.First
            );
    }

    private void Negative(GatheredRows rows, SharedPart shared, float ridge, Span<float> q)
    {
        SharedProduct(shared, ridge, direction, product);
        TensorPrimitives.Negate(q, q);
        RowProducts.AddResiduals(
            level,
            ref rows.First,
            rows.Count,
            stride,
            ref rows.FirstConfidence,
            0,
            ref direction.First,
            ref product.First
        );
    }

    /// <summary>to = (S + ridge) · from.</summary>
    private void SharedProduct(SharedPart shared, float ridge, MarginedVector from, MarginedVector to)
    {
        if (shared.IsTridiagonal)
        {
            RowProducts.TridiagonalProduct(level, ref shared.Padded, ridge, stride, ref from.First, ref to.First);
            return;
        }
        TensorPrimitives.Multiply(from.Span, ridge, to.Span);
        RowProducts.AddSymmetricProduct(level, ref shared.Padded, rank, stride, ref from.First, ref to.First);
    }
}
