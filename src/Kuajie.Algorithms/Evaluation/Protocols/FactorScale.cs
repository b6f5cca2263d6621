using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>
/// Mean and deviation of a factor model's scores without scoring the catalog: over items y with mean ȳ and second moments M = Σ y yᵀ / n, the scores of a user x
/// have the mean x · ȳ and the variance xᵀ M x − (x · ȳ)².
/// </summary>
internal sealed class FactorScale
{
    private readonly IFactorModel model;
    private readonly float[] mean;
    private readonly float[] moments;

    /// <summary>Sums up the items. O(items · rank²).</summary>
    /// <param name="model">The model.</param>
    /// <param name="pool">The items that scores are standardised over.</param>
    public FactorScale(IFactorModel model, int[] pool)
    {
        this.model = model;
        var rank = model.Rank;
        var factors = new float[pool.Length * rank];
        var sums = new double[rank];
        for (var place = 0; place < pool.Length; place++)
        {
            var own = model.ItemFactors.Span.Slice(pool[place] * rank, rank);
            own.CopyTo(factors.AsSpan(place * rank));
            for (var column = 0; column < rank; column++)
            {
                sums[column] += own[column];
            }
        }
        var count = Math.Max(1, pool.Length);
        mean = Array.ConvertAll(sums, sum => (float)(sum / count));
        moments = SymmetricMatrix.Gram(factors, rank);
        TensorPrimitives.Divide<float>(moments, count, moments);
    }

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
        var square = 0.0;
        for (var row = 0; row < rank; row++)
        {
            square += (double)user[row] * TensorPrimitives.Dot<float>(moments.AsSpan(row * rank, rank), user);
        }
        var average = TensorPrimitives.Dot<float>(user, mean);
        return ScoreScale.Of(average, square - ((double)average * average));
    }
}
