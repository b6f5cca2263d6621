using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>Re-ranks lists for diversity in evaluations. Items are alike by the factors of the models that serve the user, or by shared users where none has any.</summary>
public sealed class DiversityReranker : IListReranker
{
    private readonly ListDiversity diversity;
    private readonly int targetDomain;
    private readonly SparseMatrix usersOfItems;
    private readonly ItemCategories? categories;

    /// <summary>Prepares re-ranking. O(entries).</summary>
    /// <param name="diversity">By which method and how much.</param>
    /// <param name="training">The training data.</param>
    /// <param name="targetDomain">Index of the domain whose items are ranked.</param>
    /// <param name="categories">The categories of its items; only calibration needs them.</param>
    /// <exception cref="ArgumentException">Calibration without categories.</exception>
    public DiversityReranker(ListDiversity diversity, InteractionDataset training, int targetDomain, ItemCategories? categories)
    {
        ArgumentNullException.ThrowIfNull(diversity);
        ArgumentNullException.ThrowIfNull(training);
        if (diversity.Method == DiversityMethod.Calibrated && categories is null)
        {
            throw new ArgumentException("Found no categories; expected those of the target's items, to calibrate to.", nameof(categories));
        }
        this.diversity = diversity;
        this.targetDomain = targetDomain;
        this.categories = categories;
        usersOfItems = training.Domains[targetDomain].Interactions.Transpose();
    }

    /// <inheritdoc/>
    public int PoolFor(int count) => ListDiversity.PoolFor(count);

    /// <inheritdoc/>
    public int[] Rerank(IModel model, UserHistory history, int[] items, float[] scores, int count)
    {
        var relevance = Relevance.MinMax(scores);
        return diversity.Method switch
        {
            DiversityMethod.Mmr => MaximalMarginalRelevance.Select(relevance, Similarity(model, history, items), diversity.Strength, count),
            DiversityMethod.Dpp => DeterminantalSelection.Select(relevance, Similarity(model, history, items), diversity.Strength, count),
            _ => CalibratedSelection.Select(
                relevance,
                categories!,
                items,
                categories!.Distribution(history[targetDomain].Items.Span, history[targetDomain].Weights.Span),
                diversity.Strength,
                count
            ),
        };
    }

    private IItemSimilarity Similarity(IModel model, UserHistory history, int[] items) =>
        MixedSimilarity.OfFactors(model, history, items) ?? new SharedUserSimilarity(usersOfItems, items);
}
