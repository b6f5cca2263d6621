using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Selection;
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
            () => new Sums(terms.ColumnCount),
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

    private static (int[] Terms, float[] Weights) Blend(int item, SparseMatrix terms, SparseMatrix near, double share, Sums sums)
    {
        var neighbors = near.RowColumns(item);
        var similarities = near.RowValues(item);
        for (var place = 0; place < neighbors.Length; place++)
        {
            sums.Add(terms.RowColumns(neighbors[place]), terms.RowValues(neighbors[place]), similarities[place]);
        }
        var norm = sums.Norm();
        if (norm > 0)
        {
            sums.Scale((float)(share / norm));
        }
        sums.Add(terms.RowColumns(item), terms.RowValues(item), norm > 0 ? (float)(1 - share) : 1);
        return sums.Drain();
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

    /// <summary>Weights of terms being summed, and which terms have any.</summary>
    private sealed class Sums(int termCount)
    {
        private readonly float[] weights = new float[termCount];
        private readonly bool[] isTouched = new bool[termCount];
        private readonly List<int> touched = [];
        private readonly TopSelector selector = new(MostTermsPerItem);
        private readonly float[] room = new float[MostTermsPerItem];

        public void Add(ReadOnlySpan<int> terms, ReadOnlySpan<float> values, float weight)
        {
            for (var place = 0; place < terms.Length; place++)
            {
                if (!isTouched[terms[place]])
                {
                    isTouched[terms[place]] = true;
                    touched.Add(terms[place]);
                }
                weights[terms[place]] += weight * values[place];
            }
        }

        public double Norm()
        {
            var squares = 0.0;
            foreach (var term in touched)
            {
                squares += (double)weights[term] * weights[term];
            }
            return Math.Sqrt(squares);
        }

        public void Scale(float factor)
        {
            foreach (var term in touched)
            {
                weights[term] *= factor;
            }
        }

        /// <summary>The heaviest terms, ascending, of equals the smaller; empties the sums.</summary>
        public (int[] Terms, float[] Weights) Drain()
        {
            foreach (var term in touched)
            {
                selector.Offer(term, weights[term]);
            }
            var terms = new int[selector.Count];
            selector.Drain(terms, room.AsSpan(0, terms.Length));
            Array.Sort(terms);
            var kept = Array.ConvertAll(terms, term => weights[term]);
            foreach (var term in touched)
            {
                (weights[term], isTouched[term]) = (0, false);
            }
            touched.Clear();
            return (terms, kept);
        }
    }
}
