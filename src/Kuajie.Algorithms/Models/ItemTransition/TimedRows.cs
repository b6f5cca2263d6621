using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.ItemTransition;

/// <summary>
/// Every user's items in the order of time, with the number of the step at which each was touched: items of one time share a step. Without times everything
/// is one step. O(entries · log row length).
/// </summary>
internal sealed class TimedRows
{
    /// <summary>Orders the rows of a domain.</summary>
    public TimedRows(DomainInteractions domain)
    {
        var matrix = domain.Interactions;
        ItemCount = matrix.ColumnCount;
        Items = matrix.Columns.ToArray();
        Steps = new int[Items.Length];
        Times = domain.UnixSeconds.ToArray();
        Ends = new int[Items.Length];
        Starts = new int[Items.Length];
        var offsets = matrix.RowOffsets.Span;
        for (var user = 0; user < matrix.RowCount; user++)
        {
            var (start, length) = (offsets[user], offsets[user + 1] - offsets[user]);
            Starts.AsSpan(start, length).Fill(start);
            Ends.AsSpan(start, length).Fill(start + length);
            if (Times.Length > 0)
            {
                Order(start, length);
            }
        }
        Occurrences = ByItem();
    }

    /// <summary>Number of items.</summary>
    public int ItemCount { get; }

    /// <summary>Shape entries: items, user after user, by time within a user.</summary>
    public int[] Items { get; }

    /// <summary>Shape entries: 0 for a user's first time, 1 for the next distinct one, …</summary>
    public int[] Steps { get; }

    /// <summary>Shape entries, aligned with <see cref="Items"/>; empty where unknown.</summary>
    public long[] Times { get; }

    /// <summary>Shape entries: where the entry's user begins.</summary>
    public int[] Starts { get; }

    /// <summary>Shape entries: behind where the entry's user ends.</summary>
    public int[] Ends { get; }

    /// <summary>The places of each item, ascending.</summary>
    public (int[] Offsets, int[] Places) Occurrences { get; }

    private void Order(int start, int length)
    {
        // The matrix has ascending items, so sorting by (time, item) does not depend on the sort's stability.
        var order = Enumerable.Range(start, length).OrderBy(entry => Times[entry]).ThenBy(entry => Items[entry]).ToArray();
        var (items, times) = (order.Select(entry => Items[entry]).ToArray(), order.Select(entry => Times[entry]).ToArray());
        items.CopyTo(Items, start);
        times.CopyTo(Times, start);
        for (var place = 1; place < length; place++)
        {
            Steps[start + place] = Steps[start + place - 1] + (times[place] > times[place - 1] ? 1 : 0);
        }
    }

    private (int[] Offsets, int[] Places) ByItem()
    {
        var offsets = new int[ItemCount + 1];
        foreach (var item in Items)
        {
            offsets[item + 1]++;
        }
        for (var item = 0; item < ItemCount; item++)
        {
            offsets[item + 1] += offsets[item];
        }
        var next = offsets.AsSpan(0, ItemCount).ToArray();
        var places = new int[Items.Length];
        for (var place = 0; place < Items.Length; place++)
        {
            places[next[Items[place]]++] = place;
        }
        return (offsets, places);
    }
}
