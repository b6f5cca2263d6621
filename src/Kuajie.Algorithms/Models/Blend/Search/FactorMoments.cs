using System.Numerics.Tensors;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>
/// Mean m and covariance C of item factors: the scores x·f of all items have the mean x·m and the variance xᵀCx, so that a user's scores are standardised in
/// O(rank²) without being computed.
/// </summary>
internal sealed class FactorMoments
{
    /// <summary>Rows whose products are summed in single precision before they are added in double.</summary>
    private const int BlockRows = 4096;
    private readonly float[] mean;
    private readonly float[] covariance;

    /// <summary>Sums over the items. O(items · rank²).</summary>
    /// <param name="factors">Shape items × rank, row-major.</param>
    /// <param name="rank">Length of a factor.</param>
    /// <param name="items">The items that count.</param>
    public FactorMoments(ReadOnlySpan<float> factors, int rank, ReadOnlySpan<int> items)
    {
        var count = Math.Max(1, items.Length);
        var sums = new double[rank];
        foreach (var item in items)
        {
            for (var k = 0; k < rank; k++)
            {
                sums[k] += factors[(item * rank) + k];
            }
        }
        mean = Array.ConvertAll(sums, sum => (float)(sum / count));
        covariance = Array.ConvertAll(Products(factors, rank, items), product => (float)(product / count));
    }

    /// <summary>The scale of the user's scores. O(rank²).</summary>
    public ScoreScale ScaleOf(ReadOnlySpan<float> user)
    {
        var variance = 0.0;
        for (var row = 0; row < user.Length; row++)
        {
            variance += (double)user[row] * TensorPrimitives.Dot(covariance.AsSpan(row * user.Length, user.Length), user);
        }
        return ScoreScale.Of(TensorPrimitives.Dot(user, mean), variance);
    }

    private double[] Products(ReadOnlySpan<float> factors, int rank, ReadOnlySpan<int> items)
    {
        var products = new double[rank * rank];
        var centered = new float[Math.Min(BlockRows, items.Length) * rank];
        while (!items.IsEmpty)
        {
            var rows = Math.Min(BlockRows, items.Length);
            for (var place = 0; place < rows; place++)
            {
                TensorPrimitives.Subtract(factors.Slice(items[place] * rank, rank), mean, centered.AsSpan(place * rank, rank));
            }
            var block = SymmetricMatrix.Gram(centered.AsMemory(0, rows * rank), rank);
            for (var entry = 0; entry < products.Length; entry++)
            {
                products[entry] += block[entry];
            }
            items = items[rows..];
        }
        return products;
    }
}
