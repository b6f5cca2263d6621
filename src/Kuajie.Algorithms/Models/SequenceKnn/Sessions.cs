using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.SequenceKnn;

/// <summary>Cuts users' rows into sessions: runs of interactions without a long pause between two of them.</summary>
internal static class Sessions
{
    private const double SecondsPerDay = 86_400;

    /// <summary>
    /// Sessions × items, each value the confidence faded by the session's age against the latest time of the data. Sessions of one item tell nothing of what
    /// goes with it and are left out; without times each user is one session. O(entries · log row length).
    /// </summary>
    public static SparseMatrix Cut(DomainInteractions domain, SparseMatrix confidences, double gapDays, double halfLifeDays)
    {
        var offsets = new List<int> { 0 };
        var (items, values) = (new List<int>(), new List<float>());
        var times = domain.UnixSeconds.Span;
        var latest = times.Length == 0 ? 0 : Latest(times);
        for (var user = 0; user < confidences.RowCount; user++)
        {
            var order = InOrder(confidences, times, user);
            for (var start = 0; start < order.Length; )
            {
                var end = start + 1;
                while (end < order.Length && !IsPause(times, order[end - 1], order[end], gapDays))
                {
                    end++;
                }
                if (end - start > 1)
                {
                    var fading = Fading(times, order[end - 1], latest, halfLifeDays);
                    foreach (var entry in order[start..end].Order())
                    {
                        items.Add(confidences.Columns.Span[entry]);
                        values.Add(confidences.Values.Span[entry] * fading);
                    }
                    offsets.Add(items.Count);
                }
                start = end;
            }
        }
        return new SparseMatrix([.. offsets], [.. items], [.. values], confidences.ColumnCount);
    }

    private static long Latest(ReadOnlySpan<long> times)
    {
        var latest = long.MinValue;
        foreach (var time in times)
        {
            latest = Math.Max(latest, time);
        }
        return latest;
    }

    /// <summary>A user's entries by time, then item.</summary>
    private static int[] InOrder(SparseMatrix matrix, ReadOnlySpan<long> times, int user)
    {
        var first = matrix.RowOffsets.Span[user];
        var entries = new int[matrix.RowLength(user)];
        for (var place = 0; place < entries.Length; place++)
        {
            entries[place] = first + place;
        }
        if (times.Length > 0)
        {
            // A stable sort: the item settles equal times.
            var keys = times.Slice(first, entries.Length).ToArray();
            return [.. entries.OrderBy(entry => keys[entry - first])];
        }
        return entries;
    }

    private static bool IsPause(ReadOnlySpan<long> times, int earlier, int later, double gapDays) =>
        times.Length > 0 && gapDays > 0 && (double)times[later] - times[earlier] > gapDays * SecondsPerDay;

    private static float Fading(ReadOnlySpan<long> times, int last, long latest, double halfLifeDays) =>
        times.Length == 0 || halfLifeDays == 0 ? 1 : (float)Math.Pow(0.5, ((double)latest - times[last]) / (halfLifeDays * SecondsPerDay));
}
