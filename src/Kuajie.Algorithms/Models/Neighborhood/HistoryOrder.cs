using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>The order in which a user did things, as far as times tell it.</summary>
internal static class HistoryOrder
{
    /// <summary>Multiplies each value by decay^(distinct later times): the latest stays as it is. Nothing changes where times are unknown. O(n log n).</summary>
    public static void Fade(DomainHistory past, double decay, Span<float> values)
    {
        var times = past.UnixSeconds.Span;
        if (times.Length == 0 || decay >= 1)
        {
            return;
        }
        var latestFirst = times.ToArray().Distinct().OrderDescending().ToArray();
        for (var entry = 0; entry < times.Length; entry++)
        {
            var later = Array.BinarySearch(latestFirst, times[entry], DescendingOrder);
            values[entry] *= (float)Math.Pow(decay, later);
        }
    }

    private static readonly IComparer<long> DescendingOrder = Comparer<long>.Create((a, b) => b.CompareTo(a));
}
