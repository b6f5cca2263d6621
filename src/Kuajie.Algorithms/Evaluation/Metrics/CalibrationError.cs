using Kuajie.Algorithms.Ranking.Diversity;

namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>
/// Kullback–Leibler divergence KL(p ‖ q̃) between what a person's history is made of, p, and what a list is made of, q̃ = (1 − α)·q + α·p, in nats; 0 is perfect.
/// Steck, RecSys 2018, equations 6 and 7, with α = 0.01 as there.
/// </summary>
public static class CalibrationError
{
    /// <summary>α: keeps the divergence finite where the list lacks a category.</summary>
    public const double Smoothing = 0.01;

    /// <summary>The divergence. O(categories).</summary>
    /// <param name="history">p: shape categories, sums to 1; all zeros say nothing and give 0.</param>
    /// <param name="list">q: shape categories, sums to 1; all zeros (an empty list) give ln(1/α).</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Of(ReadOnlySpan<double> history, ReadOnlySpan<double> list)
    {
        PairedLengths.ThrowIfDifferent(history.Length, list.Length);
        var sum = 0.0;
        for (var category = 0; category < history.Length; category++)
        {
            var p = history[category];
            if (p > 0)
            {
                sum += p * Math.Log(p / (((1 - Smoothing) * list[category]) + (Smoothing * p)));
            }
        }
        return sum;
    }

    /// <summary>The divergence between a weighted history and a list of items. O(entries of the items + categories).</summary>
    public static double Of(ItemCategories categories, ReadOnlySpan<int> history, ReadOnlySpan<float> weights, ReadOnlySpan<int> list)
    {
        ArgumentNullException.ThrowIfNull(categories);
        return Of(categories.Distribution(history, weights), categories.Distribution(list));
    }
}
