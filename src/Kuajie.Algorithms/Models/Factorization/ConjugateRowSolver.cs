using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// A few conjugate-gradient steps from the row's last factor (Takács, Pilászy and Tikk, RecSys 2011). The normal equations are never formed: a step
/// multiplies by the shared part and passes once over the gathered regressors, of which the last step needs the dot products only. Scratch of one thread.
/// </summary>
internal sealed class ConjugateRowSolver(SimdLevel level, int rank, int steps)
{
    /// <summary>Squared residual, relative to the right-hand side's scale, below which single precision gains nothing.</summary>
    private const float Enough = 1e-13f;

    private readonly int sharedStride = RowProducts.Stride(rank);
    private readonly MarginedVector solution = new(NarrowRows.Stride(rank));
    private readonly MarginedVector residual = new(NarrowRows.Stride(rank));
    private readonly MarginedVector direction = new(NarrowRows.Stride(rank));
    private readonly MarginedVector product = new(NarrowRows.Stride(rank));

    /// <summary>Lowers Σ_k c_k (1 − f_k · x)² + xᵀ S x + ridge ‖x‖² over x, from the x at hand.</summary>
    /// <param name="rows">The regressors f and confidences c.</param>
    /// <param name="shared">S.</param>
    /// <param name="ridge">Regularisation of the row.</param>
    /// <param name="factor">Shape rank: x, before and after.</param>
    /// <returns>The value reached.</returns>
    public double Solve(NarrowRegressors rows, SharedPart shared, float ridge, Span<float> factor)
    {
        var x = solution.Span;
        var r = residual.Span;
        var p = direction.Span;
        var q = product.Span;
        factor.CopyTo(x);
        var objective = Residual(rows, shared, ridge, x, r);
        r.CopyTo(p);
        var squares = TensorPrimitives.SumOfSquares<float>(r);
        var enough = Enough * Math.Max(squares, (float)(rows.Mass * rows.Mass) * 1e-6f);
        for (var step = 1; step <= steps && squares > enough; step++)
        {
            // q = (S + ridge) p.
            SharedProduct(shared, ridge, direction, product);
            var curvature = TensorPrimitives.Dot<float>(p, q) + (step == steps ? Squares(rows) : SubtractFrom(rows, q));
            var length = squares / curvature;
            TensorPrimitives.MultiplyAdd(p, length, x, x);
            objective -= (double)length * squares;
            if (step == steps)
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
    private double Residual(NarrowRegressors rows, SharedPart shared, float ridge, Span<float> x, Span<float> r)
    {
        SharedProduct(shared, ridge, solution, residual);
        var penalty = TensorPrimitives.Dot<float>(x, r);
        TensorPrimitives.Negate(r, r);
        return penalty + AddResiduals(rows, 1, solution, residual);
    }

    /// <summary>q = −A p, given the shared part's product; returns what the regressors add to the curvature, Σ c (f · p)².</summary>
    private float SubtractFrom(NarrowRegressors rows, Span<float> q)
    {
        TensorPrimitives.Negate(q, q);
        return AddResiduals(rows, 0, direction, product);
    }

    private float AddResiduals(NarrowRegressors rows, float target, MarginedVector from, MarginedVector to) =>
        NarrowProducts.AddResiduals(
            level,
            ref rows.First,
            rows.Count,
            rows.Stride,
            ref rows.FirstConfidence,
            target,
            ref from.First,
            ref to.First
        );

    private float Squares(NarrowRegressors rows) =>
        NarrowProducts.WeightedSquares(level, ref rows.First, rows.Count, rows.Stride, ref rows.FirstConfidence, ref direction.First);

    /// <summary>to = (S + ridge) · from.</summary>
    private void SharedProduct(SharedPart shared, float ridge, MarginedVector from, MarginedVector to)
    {
        if (shared.IsTridiagonal)
        {
            RowProducts.TridiagonalProduct(level, ref shared.Padded, ridge, sharedStride, ref from.First, ref to.First);
            return;
        }
        TensorPrimitives.Multiply(from.Span, ridge, to.Span);
        RowProducts.AddSymmetricProduct(level, ref shared.Padded, rank, sharedStride, ref from.First, ref to.First);
    }
}
