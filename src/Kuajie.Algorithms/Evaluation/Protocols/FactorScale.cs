using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend.Search;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>Scores some items by a factor model and tells the scale of its scores of all items, without scoring the catalog.</summary>
/// <param name="model">The model.</param>
/// <param name="pool">The items that scores are standardised over.</param>
internal sealed class FactorScale(IFactorModel model, int[] pool)
{
    private readonly FactorMoments moments = new(model.ItemFactors.Span, model.Rank, pool);

    /// <summary>Scores some items for a user and tells the scale of all scores of the pool.</summary>
    /// <param name="history">The user's past.</param>
    /// <param name="items">The items.</param>
    /// <param name="scores">Shape items of the catalog; those named are overwritten.</param>
    public ScoreScale Score(UserHistory history, ReadOnlySpan<int> items, Span<float> scores)
    {
        var rank = model.Rank;
        Span<float> user = rank <= 512 ? stackalloc float[rank] : new float[rank];
        model.FoldIn(history, user);
        var factors = model.ItemFactors.Span;
        foreach (var item in items)
        {
            scores[item] = TensorPrimitives.Dot<float>(user, factors.Slice(item * rank, rank));
        }
        return moments.ScaleOf(user);
    }
}
