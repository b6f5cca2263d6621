using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.ItemTransition;

/// <summary>
/// T[i, j] = Σ over users who touched j within the window after i of skipDecay^(steps between − 1) · ½^(age / half-life), over (n_i + shrinkage) · n_j^β. Items
/// touched at the same time follow each other, both ways, as if one step apart.
/// </summary>
internal static class Transitions
{
    private const int BlockRows = 64;
    private const double SecondsPerDay = 86_400;

    /// <summary>Items × following items with at most so many entries in a row as options say; the same for any number of threads.</summary>
    public static SparseMatrix Find(TimedRows rows, ItemTransitionOptions options, TrainingRun run)
    {
        var found = new (int[] Columns, float[] Values)[rows.ItemCount];
        var latest = rows.Times.Length == 0 ? 0 : rows.Times.Max();
        var divisors = Enumerable
            .Range(0, rows.ItemCount)
            .Select(item => Math.Pow(Math.Max(1, UserCount(rows, item)), options.PopularityExponent))
            .ToArray();
        var (done, blocks) = (0, RowBlocks.Count(rows.ItemCount, BlockRows));
        RowBlocks.ForEach(
            rows.ItemCount,
            BlockRows,
            run.Threads,
            () => (Sums: new double[rows.ItemCount], Touched: new List<int>(), Selector: new TopSelector(options.Neighbors)),
            (_, start, end, scratch) =>
            {
                for (var item = start; item < end; item++)
                {
                    Gather(rows, item, latest, options, scratch.Sums, scratch.Touched);
                    foreach (var follower in scratch.Touched)
                    {
                        var share = scratch.Sums[follower] / ((UserCount(rows, item) + options.Shrinkage) * divisors[follower]);
                        scratch.Sums[follower] = 0;
                        if ((float)share > 0)
                        {
                            scratch.Selector.Offer(follower, (float)share);
                        }
                    }
                    scratch.Touched.Clear();
                    found[item] = Drain(scratch.Selector);
                }
                run.Progress?.Report(new TrainingProgress(Interlocked.Increment(ref done), blocks));
            },
            run.Cancellation
        );
        return Assemble(found);
    }

    private static int UserCount(TimedRows rows, int item) => rows.Occurrences.Offsets[item + 1] - rows.Occurrences.Offsets[item];

    private static void Gather(TimedRows rows, int item, long latest, ItemTransitionOptions options, double[] sums, List<int> touched)
    {
        foreach (var place in rows.Occurrences.Places.AsSpan(rows.Occurrences.Offsets[item]..rows.Occurrences.Offsets[item + 1]))
        {
            for (var other = place - 1; other >= rows.Starts[place] && rows.Steps[other] == rows.Steps[place]; other--)
            {
                Add(rows, other, 1, latest, options, sums, touched);
            }
            for (var other = place + 1; other < rows.Ends[place]; other++)
            {
                var steps = rows.Steps[other] - rows.Steps[place];
                if (steps > options.Window)
                {
                    break;
                }
                Add(rows, other, Math.Max(1, steps), latest, options, sums, touched);
            }
        }
    }

    private static void Add(
        TimedRows rows,
        int place,
        int steps,
        long latest,
        ItemTransitionOptions options,
        double[] sums,
        List<int> touched
    )
    {
        var weight = steps == 1 ? 1 : Math.Pow(options.SkipDecay, steps - 1);
        if (options.HalfLifeDays > 0 && rows.Times.Length > 0)
        {
            weight *= Math.Pow(0.5, ((double)latest - rows.Times[place]) / (options.HalfLifeDays * SecondsPerDay));
        }
        var item = rows.Items[place];
        if (sums[item] == 0 && weight > 0)
        {
            touched.Add(item);
        }
        sums[item] += weight;
    }

    private static (int[] Columns, float[] Values) Drain(TopSelector selector)
    {
        var (columns, values) = (new int[selector.Count], new float[selector.Count]);
        selector.Drain(columns, values);
        Array.Sort(columns, values);
        return (columns, values);
    }

    private static SparseMatrix Assemble((int[] Columns, float[] Values)[] rows)
    {
        var offsets = new int[rows.Length + 1];
        for (var row = 0; row < rows.Length; row++)
        {
            offsets[row + 1] = offsets[row] + rows[row].Columns.Length;
        }
        return new SparseMatrix(offsets, [.. rows.SelectMany(row => row.Columns)], [.. rows.SelectMany(row => row.Values)], rows.Length);
    }
}
