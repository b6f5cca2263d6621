using System.Numerics.Tensors;
using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>
/// Mean m and covariance C of item factors: the scores x·f of all items have the mean x·m and the variance xᵀCx, so that a user's scores are standardised in
/// O(rank²) without being computed.
/// </summary>
internal sealed class FactorMoments
{
    /// <summary>Rows whose products are summed in single precision before they are added in double.</summary>
    private const int BlockRows = 256;
    private readonly double[] mean;
    private readonly double[] covariance;

    /// <summary>Sums over the items. O(items · rank²).</summary>
    /// <param name="factors">Shape items × rank, row-major.</param>
    /// <param name="rank">Length of a factor.</param>
    /// <param name="items">The items that count.</param>
    public FactorMoments(ReadOnlySpan<float> factors, int rank, ReadOnlySpan<int> items)
    {
        (mean, covariance) = (new double[rank], new double[rank * rank]);
        foreach (var item in items)
        {
            for (var k = 0; k < rank; k++)
            {
                mean[k] += factors[(item * rank) + k];
            }
        }
        TensorPrimitives.Divide(mean, Math.Max(1, items.Length), mean);
        AddProducts(factors, rank, items);
        TensorPrimitives.Divide(covariance, Math.Max(1, items.Length), covariance);
    }

    /// <summary>The scale of the user's scores. O(rank²).</summary>
    public ScoreScale ScaleOf(ReadOnlySpan<float> user)
    {
        var (at, variance) = (0.0, 0.0);
        for (var row = 0; row < user.Length; row++)
        {
            at += user[row] * mean[row];
            // The lower half is not stored: each product off the diagonal counts twice.
            variance += user[row] * user[row] * covariance[(row * user.Length) + row];
            for (var column = row + 1; column < user.Length; column++)
            {
                variance += 2.0 * user[row] * user[column] * covariance[(row * user.Length) + column];
            }
        }
        return ScoreScale.Of(at, variance);
    }

    private void AddProducts(ReadOnlySpan<float> factors, int rank, ReadOnlySpan<int> items)
    {
        var (centered, block) = (new float[rank], new float[rank * rank]);
        for (var place = 0; place < items.Length; place++)
        {
            for (var k = 0; k < rank; k++)
            {
                centered[k] = (float)(factors[(items[place] * rank) + k] - mean[k]);
            }
            for (var k = 0; k < rank; k++)
            {
                var row = block.AsSpan((k * rank) + k, rank - k);
                TensorPrimitives.MultiplyAdd(centered.AsSpan(k), centered[k], row, row);
            }
            if ((place + 1) % BlockRows == 0 || place + 1 == items.Length)
            {
                for (var entry = 0; entry < block.Length; entry++)
                {
                    covariance[entry] += block[entry];
                }
                Array.Clear(block);
            }
        }
    }
}
