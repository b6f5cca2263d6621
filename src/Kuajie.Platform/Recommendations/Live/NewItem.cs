using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// An item that came after the model. It stands for known items: those that are most about the same and, once users took it, those that these users took: what it is about counts as much as one taker. Under models with
/// factors, what a sweep of training would solve from its takers comes to count as there are more of them: n of n + 10 parts for n takers. One taker alone would make it an
/// item for nobody but this taker.
/// </summary>
/// <param name="Number">Its number.</param>
/// <param name="Alike">Known items that are about the same, by the model's index, with weights that sum to 1; may be empty.</param>
/// <param name="Like">The known items it stands for, with weights that sum to 1; may be empty.</param>
/// <param name="Factors">Its factor under each model with factors that may serve; empty where nothing is known of it.</param>
internal sealed record NewItem(
    int Number,
    (int Index, float Weight)[] Alike,
    (int Index, float Weight)[] Like,
    (IFactorModel Model, float[] Factor)[] Factors
)
{
    private const int MostTaken = 50;
    private const float PriorTakers = 10;

    /// <summary>Makes an item that nobody is known to have taken.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="alike">Known items that are about the same and how alike they are.</param>
    /// <param name="factorModels">The models with factors.</param>
    public static NewItem Of(int number, IReadOnlyList<(int Index, float Similarity)> alike, IReadOnlyList<IFactorModel> factorModels)
    {
        var mean = Normalized(alike);
        return new NewItem(number, mean, mean, FactorsOf(factorModels, mean, []));
    }

    /// <summary>The same item with what its takers say of it.</summary>
    /// <param name="factorModels">The models with factors.</param>
    /// <param name="takers">What users who took it did before, and the weight of each one's interaction with it.</param>
    /// <param name="target">The model's target domain.</param>
    public NewItem TakenBy(IReadOnlyList<IFactorModel> factorModels, IReadOnlyList<(UserHistory History, float Weight)> takers, int target)
    {
        var taken = TakenWith(takers, target);
        (int, float)[] like =
            taken.Length == 0 ? Alike
            : Alike.Length == 0 ? taken
            : [.. Scaled(Alike, 1f / (takers.Count + 1)), .. Scaled(taken, takers.Count / (takers.Count + 1f))];
        return this with { Like = like, Factors = FactorsOf(factorModels, like, takers) };
    }

    /// <summary>Its factor under a model, or null.</summary>
    public float[]? FactorOf(IModel serving)
    {
        foreach (var (model, factor) in Factors)
        {
            if (ReferenceEquals(model, serving))
            {
                return factor;
            }
        }
        return null;
    }

    /// <summary>The mean of the scores of the items it stands for; not a number where there are none.</summary>
    public float ScoreFrom(ReadOnlySpan<float> scores)
    {
        var sum = Like.Length == 0 ? float.NaN : 0;
        foreach (var (index, weight) in Like)
        {
            sum += weight * scores[index];
        }
        return sum;
    }

    /// <summary>What the takers took beside it: every taker counts alike, however much each took.</summary>
    private static (int Index, float Weight)[] TakenWith(IReadOnlyList<(UserHistory History, float Weight)> takers, int target)
    {
        var sums = new Dictionary<int, float>();
        foreach (var (history, _) in takers)
        {
            var own = history[target];
            foreach (var item in own.Items.Span)
            {
                sums[item] = sums.GetValueOrDefault(item) + (1f / own.Count);
            }
        }
        return Normalized([
            .. sums.OrderByDescending(sum => sum.Value).ThenBy(sum => sum.Key).Take(MostTaken).Select(sum => (sum.Key, sum.Value)),
        ]);
    }

    private static (int Index, float Weight)[] Normalized(IReadOnlyList<(int Index, float Similarity)> alike)
    {
        var total = alike.Sum(each => each.Similarity);
        return total > 0 ? [.. alike.Select(each => (each.Index, each.Similarity / total))] : [];
    }

    private static IEnumerable<(int, float)> Scaled((int Index, float Weight)[] items, float by) =>
        items.Select(item => (item.Index, item.Weight * by));

    private static (IFactorModel, float[])[] FactorsOf(
        IReadOnlyList<IFactorModel> models,
        (int Index, float Weight)[] like,
        IReadOnlyList<(UserHistory History, float Weight)> takers
    ) =>
        [
            .. models
                .Select(model => (model, Factor: Blended(MeanOf(model, like), SolvedFrom(model, takers), takers.Count)))
                .Where(pair => pair.Factor is not null)
                .Select(pair => (pair.model, pair.Factor!)),
        ];

    private static float[]? Blended(float[]? prior, float[]? solved, int takers)
    {
        if (prior is null || solved is null)
        {
            return prior ?? solved;
        }
        var share = takers / (takers + PriorTakers);
        TensorPrimitives.Lerp(prior, solved, share, solved);
        return solved;
    }

    private static float[]? SolvedFrom(IFactorModel model, IReadOnlyList<(UserHistory History, float Weight)> takers)
    {
        if (model is not FactorModel factors || takers.Count == 0)
        {
            return null;
        }
        var factor = new float[factors.Rank];
        factors.FoldInItem([.. takers.Select(taker => taker.History)], [.. takers.Select(taker => taker.Weight)], factor);
        return TensorPrimitives.SumOfSquares<float>(factor) > 0 ? factor : null;
    }

    private static float[]? MeanOf(IFactorModel factors, (int Index, float Weight)[] like)
    {
        if (like.Length == 0)
        {
            return null;
        }
        var mean = new float[factors.Rank];
        foreach (var (index, weight) in like)
        {
            TensorPrimitives.MultiplyAdd(factors.ItemFactors.Span.Slice(index * factors.Rank, factors.Rank), weight, mean, mean);
        }
        return mean;
    }
}
