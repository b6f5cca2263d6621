using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>Cosine of the candidates' sets of users, |A ∩ B| / √(|A|·|B|): the similarity that <see cref="IntraListDiversity"/> measures with.</summary>
/// <param name="usersOfItems">Items × users.</param>
/// <param name="items">The candidates' item indexes.</param>
public sealed class SharedUserSimilarity(SparseMatrix usersOfItems, IReadOnlyList<int> items) : IItemSimilarity
{
    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public double Of(int first, int second) =>
        first == second ? 1 : SetOverlap.Cosine(usersOfItems.RowColumns(items[first]), usersOfItems.RowColumns(items[second]));
}
