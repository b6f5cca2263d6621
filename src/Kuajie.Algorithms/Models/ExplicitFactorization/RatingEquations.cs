using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Models.ExplicitFactorization;

/// <summary>
/// One row's weighted ridge regression of residual ratings on [1, factor]: the bias and the factor at once. Scratch of one thread.
/// </summary>
internal sealed class RatingEquations(ExplicitFactorizationOptions options)
{
    private readonly int order = options.Rank + 1;
    private readonly float[] matrix = new float[(options.Rank + 1) * (options.Rank + 1)];
    private float[] weights = new float[64];

    /// <summary>Solves a row.</summary>
    /// <param name="regressors">Shape columns × order: 1, then the factor.</param>
    /// <param name="indexes">The columns rated.</param>
    /// <param name="residuals">Shape indexes: rating less what is known without this row.</param>
    /// <param name="columnWeights">Shape columns: how much each speaks.</param>
    /// <param name="solution">Shape order: bias, then factor; overwritten.</param>
    public void Solve(
        ReadOnlySpan<float> regressors,
        ReadOnlySpan<int> indexes,
        ReadOnlySpan<float> residuals,
        ReadOnlySpan<float> columnWeights,
        Span<float> solution
    )
    {
        Factor(regressors, indexes, columnWeights);
        solution.Clear();
        for (var entry = 0; entry < indexes.Length; entry++)
        {
            var scale = residuals[entry] * columnWeights[indexes[entry]];
            TensorPrimitives.MultiplyAdd(regressors.Slice(indexes[entry] * order, order), scale, solution, solution);
        }
        Cholesky.Solve(matrix, order, solution);
    }

    /// <summary>Prepares a row's matrix: after this <see cref="SolveFor"/> may be called.</summary>
    public void Factor(ReadOnlySpan<float> regressors, ReadOnlySpan<int> indexes, ReadOnlySpan<float> columnWeights)
    {
        if (weights.Length < indexes.Length)
        {
            weights = new float[2 * indexes.Length];
        }
        for (var entry = 0; entry < indexes.Length; entry++)
        {
            weights[entry] = columnWeights[indexes[entry]];
        }
        Array.Clear(matrix);
        SymmetricMatrix.AddOuterProducts(matrix, order, regressors, indexes, weights.AsSpan(0, indexes.Length));
        matrix[0] += (float)options.BiasRegularization;
        var ridge = (float)(options.Regularization * Math.Pow(Math.Max(1, indexes.Length), options.FrequencyExponent));
        for (var place = order + 1; place < matrix.Length; place += order + 1)
        {
            matrix[place] += ridge;
        }
        Cholesky.Factor(matrix, order);
    }

    /// <summary>Solves for another right-hand side in place.</summary>
    public void SolveFor(Span<float> values) => Cholesky.Solve(matrix, order, values);
}
