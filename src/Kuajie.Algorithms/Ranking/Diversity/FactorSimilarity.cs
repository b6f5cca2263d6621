using System.Numerics.Tensors;

namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>
/// (1 + cosine of the item factors) / 2, so that opposite tastes are at 0 and the matrix stays positive semidefinite (Chen, Zhang and Zhou, NeurIPS 2018, section 4). An
/// item without a factor (all zeros) is at ½ from every other.
/// </summary>
public sealed class FactorSimilarity : IItemSimilarity
{
    private readonly int rank;
    private readonly float[] units;

    /// <summary>Takes the candidates' factors and scales them to length 1. O(candidates · rank).</summary>
    /// <param name="factors">Shape items × rank, row-major, finite.</param>
    /// <param name="rank">Length of a factor.</param>
    /// <param name="items">The candidates' item indexes.</param>
    /// <exception cref="ArgumentException">A factor holds a number that is not finite.</exception>
    public FactorSimilarity(ReadOnlySpan<float> factors, int rank, ReadOnlySpan<int> items)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rank);
        this.rank = rank;
        Count = items.Length;
        units = new float[Count * rank];
        for (var place = 0; place < Count; place++)
        {
            var factor = factors.Slice(items[place] * rank, rank);
            var norm = TensorPrimitives.Norm(factor);
            if (!float.IsFinite(norm))
            {
                throw new ArgumentException(
                    $"Found the norm {norm} for the factor of item {items[place]}; expected finite factors.",
                    nameof(factors)
                );
            }
            if (norm > 0)
            {
                TensorPrimitives.Divide(factor, norm, units.AsSpan(place * rank, rank));
            }
        }
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public double Of(int first, int second) =>
        first == second ? 1 : (1 + Math.Clamp(TensorPrimitives.Dot(Unit(first), Unit(second)), -1, 1)) / 2;

    private ReadOnlySpan<float> Unit(int place) => units.AsSpan(place * rank, rank);
}
