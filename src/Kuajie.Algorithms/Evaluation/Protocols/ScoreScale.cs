using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>Where one user's scores lie and how far they spread: makes the scores of different models comparable.</summary>
/// <param name="Mean">Mean over the items.</param>
/// <param name="Deviation">Standard deviation over the items; 1 where all score alike.</param>
internal readonly record struct ScoreScale(float Mean, float Deviation)
{
    /// <summary>Most deviations above or below the mean that count.</summary>
    internal const float Largest = 1000;

    /// <summary>The scale of some items' scores. O(items).</summary>
    /// <param name="scores">Scores of all items.</param>
    /// <param name="items">The items that count, each once: those with training interactions.</param>
    public static ScoreScale Of(ReadOnlySpan<float> scores, ReadOnlySpan<int> items)
    {
        double sum = 0;
        double squares = 0;
        foreach (var item in items)
        {
            double score = scores[item];
            sum += score;
            squares += score * score;
        }
        return OfSums(sum, squares, items.Length);
    }

    /// <summary>The same, with vectors, where most items count. O(items).</summary>
    /// <param name="scores">Scores of all items.</param>
    /// <param name="isCounted">Shape items: 1 for those that count, else 0.</param>
    public static ScoreScale OfCounted(ReadOnlySpan<float> scores, ReadOnlySpan<int> isCounted)
    {
        ref var first = ref MemoryMarshal.GetReference(scores);
        ref var counted = ref MemoryMarshal.GetReference(isCounted[..scores.Length]);
        var (sums, squares, counts) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<int>.Zero);
        var item = 0;
        for (; item <= scores.Length - Vector512<float>.Count; item += Vector512<float>.Count)
        {
            var count = Vector512.LoadUnsafe(ref counted, (nuint)item);
            var kept = Vector512.LoadUnsafe(ref first, (nuint)item) & Vector512.Equals(count, Vector512<int>.One).AsSingle();
            var (low, high) = Vector512.Widen(kept);
            sums += low + high;
            squares += (low * low) + (high * high);
            counts += count;
        }
        var (sum, square, all) = (Vector512.Sum(sums), Vector512.Sum(squares), Vector512.Sum(counts));
        for (; item < scores.Length; item++)
        {
            double score = isCounted[item] == 1 ? scores[item] : 0;
            sum += score;
            square += score * score;
            all += isCounted[item];
        }
        return OfSums(sum, square, all);
    }

    private static ScoreScale OfSums(double sum, double squares, int count)
    {
        var mean = sum / Math.Max(1, count);
        return Of(mean, (squares / Math.Max(1, count)) - (mean * mean));
    }

    /// <summary>The scale of scores whose mean and variance are known.</summary>
    public static ScoreScale Of(double mean, double variance)
    {
        // Rounding leaves a trace of variance where all scores are equal.
        var isFlat = !(variance > 1e-12 * ((mean * mean) + 1e-18));
        return new ScoreScale((float)mean, isFlat ? 1 : (float)Math.Sqrt(variance));
    }

    /// <summary>Deviations above the mean, −1000 … 1000.</summary>
    public float Standardise(float score) => Math.Clamp((score - Mean) / Deviation, -Largest, Largest);
}
