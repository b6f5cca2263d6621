namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>Cosine of the candidates' sets of categories. Items without any category are like nothing but themselves.</summary>
/// <param name="categories">The categories of all items.</param>
/// <param name="items">The candidates' item indexes.</param>
public sealed class CategorySimilarity(ItemCategories categories, IReadOnlyList<int> items) : IItemSimilarity
{
    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public double Of(int first, int second) =>
        first == second ? 1 : Evaluation.Metrics.SetOverlap.Cosine(categories.Of(items[first]), categories.Of(items[second]));
}
