using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Content;

/// <summary>
/// Adds to an item's terms those of the items its audience met as well: what people who like it read besides says what it is about, also where its own text is
/// short, or in another language. Uses the users of its own domain alone, no links.
/// </summary>
internal static class AudienceTerms
{
    private const int Neighbors = 30;
    private const double Shrinkage = 10;
    private const int MostTermsPerItem = 300;
    private const int BlockRows = 64;

    /// <summary>(1 − share) · own terms + share · terms of the nearest items by shared users, both of length one. O(neighbours · terms).</summary>
    /// <param name="terms">Items × vocabulary.</param>
    /// <param name="interactions">Users × items.</param>
    /// <param name="share">0 … 1; at 0 the terms are returned as they are.</param>
    /// <param name="run">Threads and cancellation; the result depends on neither.</param>
    public static SparseMatrix Add(SparseMatrix terms, SparseMatrix interactions, double share, TrainingRun run)
    {
        if (share == 0)
        {
            return terms;
        }
        var near = SharedUserNeighbors.Find(
            interactions,
            interactions,
            ItemSimilarity.Cosine,
            Shrinkage,
            Neighbors,
            run.Threads,
            cancellation: run.Cancellation
        );
        var rows = new (int[] Terms, float[] Weights)[terms.RowCount];
        RowBlocks.ForEach(
            rows.Length,
            BlockRows,
            run.Threads,
            () => new float[terms.ColumnCount],
            (_, start, end, sums) =>
            {
                for (var item = start; item < end; item++)
                {
                    rows[item] = Blend(item, terms, near, share, sums);
                }
            },
            run.Cancellation
        );
        return Assemble(rows, terms.ColumnCount);
    }

    private static (int[] Terms, float[] Weights) Blend(int item, SparseMatrix terms, SparseMatrix near, double share, float[] sums)
    {
        var touched = new SortedSet<int>();
        foreach (var (neighbor, place) in near.RowColumns(item).ToArray().Select((neighbor, place) => (neighbor, place)))
        {
            AddRow(terms, neighbor, near.RowValues(item)[place], sums, touched);
        }
        var norm = Math.Sqrt(touched.Sum(term => (double)sums[term] * sums[term]));
        foreach (var term in touched)
        {
            sums[term] = (float)(sums[term] * share / norm);
        }
        AddRow(terms, item, (float)(norm > 0 ? 1 - share : 1), sums, touched);
        int[] kept = [.. touched.OrderByDescending(term => sums[term]).ThenBy(term => term).Take(MostTermsPerItem).Order()];
        var weights = Array.ConvertAll(kept, term => sums[term]);
        foreach (var term in touched)
        {
            sums[term] = 0;
        }
        return (kept, weights);
    }

    private static void AddRow(SparseMatrix terms, int item, float weight, float[] sums, SortedSet<int> touched)
    {
        var columns = terms.RowColumns(item);
        var values = terms.RowValues(item);
        for (var place = 0; place < columns.Length; place++)
        {
            sums[columns[place]] += weight * values[place];
            touched.Add(columns[place]);
        }
    }

    private static SparseMatrix Assemble((int[] Terms, float[] Weights)[] rows, int columnCount)
    {
        var offsets = new int[rows.Length + 1];
        for (var row = 0; row < rows.Length; row++)
        {
            offsets[row + 1] = offsets[row] + rows[row].Terms.Length;
        }
        return new SparseMatrix(
            rows.Length,
            columnCount,
            offsets,
            [.. rows.SelectMany(row => row.Terms)],
            [.. rows.SelectMany(row => row.Weights)]
        );
    }
}
