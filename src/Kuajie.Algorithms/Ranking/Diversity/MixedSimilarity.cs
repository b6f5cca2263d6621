using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>
/// The weighted mean of several similarities. A sum of positive semidefinite matrices with positive weights is one too, so it serves <see cref="DeterminantalSelection"/>
/// where each of them does.
/// </summary>
/// <param name="similarities">At least one, all of the same candidates, each with a positive weight.</param>
public sealed class MixedSimilarity(IReadOnlyList<(IItemSimilarity Similarity, double Weight)> similarities) : IItemSimilarity
{
    private readonly double mass = similarities.Sum(one => one.Weight);

    /// <inheritdoc/>
    public int Count => similarities[0].Similarity.Count;

    /// <inheritdoc/>
    public double Of(int first, int second) =>
        first == second ? 1 : similarities.Sum(one => one.Weight * one.Similarity.Of(first, second)) / mass;

    /// <summary>By the factors of the models that serve a user, through gates and blends, each as it weighs; null where none of them has factors.</summary>
    /// <param name="model">The model.</param>
    /// <param name="history">The user.</param>
    /// <param name="items">The candidates' item indexes.</param>
    public static IItemSimilarity? OfFactors(IModel model, UserHistory history, IReadOnlyList<int> items)
    {
        int[] candidates = [.. items];
        (IItemSimilarity Similarity, double Weight)[] found =
        [
            .. ServingParts
                .Of(model, history)
                .Where(part => part.Model is IFactorModel && part.Weight > 0)
                .Select(part => ((IFactorModel)part.Model, part.Weight))
                .Select(part => (new FactorSimilarity(part.Item1.ItemFactors.Span, part.Item1.Rank, candidates), part.Weight)),
        ];
        return found.Length switch
        {
            0 => null,
            1 => found[0].Similarity,
            _ => new MixedSimilarity(found),
        };
    }
}
