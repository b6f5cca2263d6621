using System.Numerics;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Boosts: scores moved and scaled to 0 … 1 over what may be in the list, then multiplied. Without boosts scores stay as they are.</summary>
internal static class BoostedScores
{
    /// <summary>Applies a request's boosts in place.</summary>
    /// <param name="request">The request; it has boosts.</param>
    /// <param name="model">Whose scores they are.</param>
    /// <param name="ticks">The moment of the request.</param>
    /// <param name="eligible">A bit for each item that may be in the list.</param>
    /// <param name="scores">Shape items; overwritten.</param>
    public static void Apply(LiveRequest request, LiveModel model, long ticks, ReadOnlySpan<ulong> eligible, Span<float> scores)
    {
        var filters = model.Target.Filters;
        Scale(eligible, scores);
        foreach (var boost in request.Boosts)
        {
            var filter = boost.Filter with { IncludeUnavailable = true };
            var boosted = filter.Key();
            Multiply(model.Bits(boosted, filters.Of(filter, boosted, ticks)), (float)boost.Factor, scores);
        }
    }

    private static void Scale(ReadOnlySpan<ulong> eligible, Span<float> scores)
    {
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var index = 0; index < scores.Length; index++)
        {
            if (((eligible[index / 64] >> (index & 63)) & 1) != 0)
            {
                (least, most) = (Math.Min(least, scores[index]), Math.Max(most, scores[index]));
            }
        }
        for (var index = 0; index < scores.Length; index++)
        {
            scores[index] = most > least ? Math.Clamp((scores[index] - least) / (most - least), 0, 1) : 1;
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
