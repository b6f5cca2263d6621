using System.Numerics.Tensors;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// An item that came after the model. Where users took it, its factor is solved from theirs, as a sweep of training would; else it stands for the mean of the known items
/// that are most about the same.
/// </summary>
/// <param name="Number">Its number.</param>
/// <param name="Alike">Known items that are about the same, by the model's index, with weights that sum to 1; may be empty.</param>
/// <param name="Factors">Its factor under each model with factors that may serve; empty where nothing is known of it.</param>
internal sealed record NewItem(int Number, (int Index, float Weight)[] Alike, (IFactorModel Model, float[] Factor)[] Factors)
{
    /// <summary>Makes an item.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="alike">Known items that are about the same and how alike they are.</param>
    /// <param name="factorModels">The models with factors.</param>
    /// <param name="takers">What users who took it did before, and the weight of each one's interaction with it.</param>
    public static NewItem Of(
        int number,
        IReadOnlyList<(int Index, float Similarity)> alike,
        IReadOnlyList<IFactorModel> factorModels,
        IReadOnlyList<(PersonView Person, float Weight)> takers
    )
    {
        var total = alike.Sum(each => each.Similarity);
        (int Index, float Weight)[] mean = total > 0 ? [.. alike.Select(each => (each.Index, each.Similarity / total))] : [];
        return new NewItem(
            number,
            mean,
            [
                .. factorModels
                    .Select(model => (model, Factor: FactorFrom(model, takers) ?? MeanOf(model, mean)))
                    .Where(pair => pair.Factor is not null)
                    .Select(pair => (pair.model, pair.Factor!)),
            ]
        );
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

    /// <summary>The mean of the scores of the items that are about the same; not a number where there are none.</summary>
    public float ScoreFrom(ReadOnlySpan<float> scores)
    {
        var sum = Alike.Length == 0 ? float.NaN : 0;
        foreach (var (index, weight) in Alike)
        {
            sum += weight * scores[index];
        }
        return sum;
    }

    private static float[]? FactorFrom(IFactorModel model, IReadOnlyList<(PersonView Person, float Weight)> takers)
    {
        if (model is not FactorModel factors || takers.Count == 0)
        {
            return null;
        }
        var factor = new float[factors.Rank];
        factors.FoldInItem([.. takers.Select(taker => taker.Person.History)], [.. takers.Select(taker => taker.Weight)], factor);
        return TensorPrimitives.SumOfSquares<float>(factor) > 0 ? factor : null;
    }

    private static float[]? MeanOf(IFactorModel factors, (int Index, float Weight)[] alike)
    {
        if (alike.Length == 0)
        {
            return null;
        }
        var mean = new float[factors.Rank];
        foreach (var (index, weight) in alike)
        {
            TensorPrimitives.MultiplyAdd(factors.ItemFactors.Span.Slice(index * factors.Rank, factors.Rank), weight, mean, mean);
        }
        return mean;
    }
}
