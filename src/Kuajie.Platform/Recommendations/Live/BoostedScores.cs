using System.Numerics;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Boosts: scores moved and scaled to 0 … 1 over what may be in the list, then multiplied. Without boosts scores stay as they are.</summary>
internal static class BoostedScores
{
    /// <summary>Applies a request's boosts in place, to the model's items and to those that came after it alike.</summary>
    /// <param name="request">The request; it has boosts.</param>
    /// <param name="model">Whose scores they are.</param>
    /// <param name="ticks">The moment of the request.</param>
    /// <param name="eligible">A bit for each item of the model that may be in the list.</param>
    /// <param name="scores">Shape items; overwritten.</param>
    /// <param name="fresh">Items that came after the model.</param>
    /// <param name="mayOffer">Which of them may be in the list.</param>
    /// <param name="freshScores">Shape fresh, not a number where nothing is known; overwritten.</param>
    public static void Apply(
        LiveRequest request,
        LiveModel model,
        long ticks,
        ReadOnlySpan<ulong> eligible,
        Span<float> scores,
        NewItem[] fresh,
        Func<int, bool> mayOffer,
        Span<float> freshScores
    )
    {
        var (least, most) = Range(eligible, scores, fresh, mayOffer, freshScores);
        Scale(scores, least, most);
        Scale(freshScores, least, most);
        foreach (var boost in request.Boosts)
        {
            var mask = MaskOf(boost, model, ticks);
            Multiply(model.Bits(FilterOf(boost).Key(), mask), (float)boost.Factor, scores);
            for (var place = 0; place < fresh.Length; place++)
            {
                freshScores[place] *= mask.Has(fresh[place].Number) ? (float)boost.Factor : 1;
            }
        }
    }

    /// <summary>Which items a boost is about, also where they are not available: the request's own filter says what may be in the list.</summary>
    public static ItemMask MaskOf(Boost boost, LiveModel model, long ticks)
    {
        var filter = FilterOf(boost);
        return model.Target.Filters.Of(filter, filter.Key(), ticks);
    }

    private static ItemFilter FilterOf(Boost boost) => boost.Filter with { IncludeUnavailable = true };

    private static (float Least, float Most) Range(
        ReadOnlySpan<ulong> eligible,
        ReadOnlySpan<float> scores,
        NewItem[] fresh,
        Func<int, bool> mayOffer,
        ReadOnlySpan<float> freshScores
    )
    {
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var index = 0; index < scores.Length; index++)
        {
            if (((eligible[index / 64] >> (index & 63)) & 1) != 0)
            {
                (least, most) = (Math.Min(least, scores[index]), Math.Max(most, scores[index]));
            }
        }
        for (var place = 0; place < fresh.Length; place++)
        {
            if (!float.IsNaN(freshScores[place]) && mayOffer(fresh[place].Number))
            {
                (least, most) = (Math.Min(least, freshScores[place]), Math.Max(most, freshScores[place]));
            }
        }
        return (least, most);
    }

    private static void Scale(Span<float> scores, float least, float most)
    {
        foreach (ref var score in scores)
        {
            score =
                float.IsNaN(score) ? score
                : most > least ? Math.Clamp((score - least) / (most - least), 0, 1)
                : 1;
        }
    }

    private static void Multiply(ReadOnlySpan<ulong> boosted, float factor, Span<float> scores)
    {
        for (var word = 0; word < boosted.Length; word++)
        {
            for (var left = boosted[word]; left != 0; left &= left - 1)
            {
                scores[(word * 64) + BitOperations.TrailingZeroCount(left)] *= factor;
            }
        }
    }
}
