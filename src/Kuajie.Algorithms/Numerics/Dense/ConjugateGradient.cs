using System.Numerics.Tensors;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>Multiplies a vector by a symmetric positive definite matrix, which need not exist as numbers.</summary>
/// <param name="vector">Shape order.</param>
/// <param name="result">Shape order; overwritten.</param>
public delegate void SymmetricOperator(ReadOnlySpan<float> vector, Span<float> result);

/// <summary>
/// Conjugate gradients for symmetric positive definite systems that are only known by their products with vectors (Hestenes and Stiefel 1952; with a
/// diagonal preconditioner as in Golub and Van Loan, "Matrix Computations", 11.5.2).
/// </summary>
public static class ConjugateGradient
{
    /// <summary>Solves A x = b from the given start. One product with A, and 10 · order multiply-adds beside it, for each step.</summary>
    /// <param name="multiply">Product with A.</param>
    /// <param name="rightHandSide">Shape order: b.</param>
    /// <param name="solution">Shape order: the start, overwritten with the solution; a near start saves steps.</param>
    /// <param name="diagonal">Shape order: the diagonal of A, all positive, as preconditioner; or empty for none.</param>
    /// <param name="mostSteps">The most steps.</param>
    /// <param name="tolerance">Ends where ‖b − A x‖ ≤ tolerance · ‖b‖, by the residual as it is updated; 0 for all steps.</param>
    /// <param name="scratch">Shape at least 4 · order; no memory is allocated beside it.</param>
    /// <returns>Steps taken.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static int Solve(
        SymmetricOperator multiply,
        ReadOnlySpan<float> rightHandSide,
        Span<float> solution,
        ReadOnlySpan<float> diagonal,
        int mostSteps,
        float tolerance,
        Span<float> scratch
    )
    {
        ArgumentNullException.ThrowIfNull(multiply);
        var order = Check(rightHandSide.Length, solution.Length, diagonal.Length, scratch.Length);
        var residual = scratch[..order];
        var direction = scratch.Slice(order, order);
        var product = scratch.Slice(2 * order, order);
        var scaled = scratch.Slice(3 * order, order);
        multiply(solution, product);
        TensorPrimitives.Subtract(rightHandSide, product, residual);
        var enough = tolerance * (double)TensorPrimitives.Norm(rightHandSide);
        Precondition(residual, diagonal, direction);
        var descent = TensorPrimitives.Dot<float>(residual, direction);
        var step = 0;
        for (; step < mostSteps && TensorPrimitives.Norm<float>(residual) > enough; step++)
        {
            multiply(direction, product);
            var curvature = TensorPrimitives.Dot<float>(direction, product);
            if (!(curvature > 0) || !(descent > 0))
            {
                break;
            }
            var length = descent / curvature;
            TensorPrimitives.MultiplyAdd(direction, length, solution, solution);
            TensorPrimitives.MultiplyAdd(product, -length, residual, residual);
            Precondition(residual, diagonal, scaled);
            var next = TensorPrimitives.Dot<float>(residual, scaled);
            TensorPrimitives.MultiplyAdd(direction, next / descent, scaled, direction);
            descent = next;
        }
        return step;
    }

    private static void Precondition(ReadOnlySpan<float> residual, ReadOnlySpan<float> diagonal, Span<float> scaled)
    {
        if (diagonal.IsEmpty)
        {
            residual.CopyTo(scaled);
        }
        else
        {
            TensorPrimitives.Divide(residual, diagonal, scaled);
        }
    }

    private static int Check(int order, int solution, int diagonal, int scratch) =>
        solution == order && (diagonal == order || diagonal == 0) && scratch >= 4L * order
            ? order
            : throw new ArgumentException(
                $"Found {solution} unknowns, a diagonal of {diagonal} and scratch of {scratch}; expected {order}, {order} or 0, and at least {4L * order}.",
                nameof(scratch)
            );
}
