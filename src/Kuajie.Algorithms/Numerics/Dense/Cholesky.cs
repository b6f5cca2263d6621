using System.Numerics.Tensors;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>Solves small symmetric positive definite systems by Cholesky factorization A = UᵀU, four rows at a time, in place. O(order³ / 6) multiply-adds.</summary>
public static class Cholesky
{
    private const int PanelRows = 4;

    /// <summary>
    /// Replaces the upper triangle of A by U. A pivot that rounding has pushed below order · ε · the largest diagonal element is raised to it, which
    /// acts like a little more regularisation; so the factorization of a positive semidefinite matrix always succeeds.
    /// </summary>
    /// <param name="matrix">Shape order × order, upper triangle; what lies below the diagonal is scratch.</param>
    /// <param name="order">Order of the matrix.</param>
    public static void Factor(Span<float> matrix, int order)
    {
        SymmetricMatrix.CheckSquare(matrix.Length, order);
        Factor(matrix, order, SmallestPivot(matrix, order));
    }

    /// <summary>As the public one, with the smallest pivot given; returns how many pivots were raised to it.</summary>
    internal static int Factor(Span<float> matrix, int order, float smallestPivot)
    {
        var raised = 0;
        for (var first = 0; first < order; first += PanelRows)
        {
            var behind = Math.Min(first + PanelRows, order);
            raised += FactorPanel(matrix, order, first, behind, smallestPivot);
            for (var row = behind; row < order; row++)
            {
                SymmetricMatrix.AddFourScaledTails(
                    matrix.Slice(row * order, order),
                    matrix.Slice(first * order, order),
                    matrix.Slice((first + 1) * order, order),
                    matrix.Slice((first + 2) * order, order),
                    matrix.Slice((first + 3) * order, order),
                    -matrix[(first * order) + row],
                    -matrix[((first + 1) * order) + row],
                    -matrix[((first + 2) * order) + row],
                    -matrix[((first + 3) * order) + row],
                    row
                );
            }
        }
        return raised;
    }

    /// <summary>Solves UᵀU x = b in place of b. O(order²).</summary>
    /// <param name="factor">The result of <see cref="Factor(Span{float}, int)"/>.</param>
    /// <param name="order">Order of the matrix.</param>
    /// <param name="rightHandSide">Shape order: b, overwritten with x.</param>
    public static void Solve(ReadOnlySpan<float> factor, int order, Span<float> rightHandSide)
    {
        for (var row = 0; row < order; row++)
        {
            var value = rightHandSide[row] /= factor[(row * order) + row];
            var rest = rightHandSide[(row + 1)..];
            TensorPrimitives.MultiplyAdd(factor.Slice((row * order) + row + 1, rest.Length), -value, rest, rest);
        }
        for (var row = order - 1; row >= 0; row--)
        {
            var rest = rightHandSide[(row + 1)..];
            var known = TensorPrimitives.Dot<float>(factor.Slice((row * order) + row + 1, rest.Length), rest);
            rightHandSide[row] = (rightHandSide[row] - known) / factor[(row * order) + row];
        }
    }

    private static int FactorPanel(Span<float> matrix, int order, int first, int behind, float smallestPivot)
    {
        var raised = 0;
        for (var row = first; row < behind; row++)
        {
            var own = matrix.Slice(row * order, order);
            raised += own[row] >= smallestPivot ? 0 : 1;
            var root = MathF.Sqrt(Math.Max(own[row], smallestPivot));
            TensorPrimitives.Multiply(own[(row + 1)..], 1 / root, own[(row + 1)..]);
            own[row] = root;
            for (var lower = row + 1; lower < behind; lower++)
            {
                SymmetricMatrix.AddScaledTail(matrix.Slice(lower * order, order), own, -own[lower], lower);
            }
        }
        return raised;
    }

    private static float SmallestPivot(ReadOnlySpan<float> matrix, int order)
    {
        var largest = 0f;
        for (var row = 0; row < order; row++)
        {
            largest = Math.Max(largest, matrix[(row * order) + row]);
        }
        return Math.Max(largest * order * 1.2e-7f, 1e-30f);
    }
}
