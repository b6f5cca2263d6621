using System.Buffers;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>
/// Rows of items without ids (users or sessions) among which the nearest to a weighted set of items are found when asked: cosine with rare items counting more,
/// then the items of the nearest rows weighted by nearness. O(users of the past items + rows + entries of the nearest rows) per question.
/// </summary>
internal sealed class StoredRows
{
    private readonly SparseMatrix rowsOfItems;
    private readonly float[] norms;
    private readonly float[] itemWeights;

    /// <summary>Indexes the rows.</summary>
    /// <param name="rows">Rows × items.</param>
    /// <param name="rarityExponent">An item of n rows weighs n^−this in the similarity.</param>
    public StoredRows(SparseMatrix rows, double rarityExponent)
    {
        Rows = rows;
        rowsOfItems = rows.Transpose();
        itemWeights = new float[rows.ColumnCount];
        for (var item = 0; item < itemWeights.Length; item++)
        {
            itemWeights[item] = (float)Math.Pow(Math.Max(1, rowsOfItems.RowLength(item)), -rarityExponent);
        }
        norms = new float[rows.RowCount];
        for (var row = 0; row < norms.Length; row++)
        {
            norms[row] = Norm(rows.RowColumns(row), rows.RowValues(row));
        }
    }

    /// <summary>Rows × items.</summary>
    public SparseMatrix Rows { get; }

    /// <summary>The nearest rows and their shares: nearness over the nearness of all of them, adding up to 1. Empty where nothing is shared.</summary>
    public (int[] Rows, float[] Shares) Nearest(ReadOnlySpan<int> items, ReadOnlySpan<float> weights, double shrinkage, int count)
    {
        if (Rows.RowCount == 0 || items.Length == 0)
        {
            return ([], []);
        }
        var shared = ArrayPool<float>.Shared.Rent(Rows.RowCount);
        Array.Clear(shared, 0, Rows.RowCount);
        for (var place = 0; place < items.Length; place++)
        {
            var others = rowsOfItems.RowColumns(items[place]);
            var values = rowsOfItems.RowValues(items[place]);
            var weight = weights[place] * itemWeights[items[place]];
            for (var entry = 0; entry < others.Length; entry++)
            {
                shared[others[entry]] += weight * values[entry];
            }
        }
        var selector = new ThresholdSelector(count, Rows.RowCount);
        SimilarityScan.Scan(shared.AsSpan(0, Rows.RowCount), norms, Norm(items, weights), (float)shrinkage, 0, selector);
        ArrayPool<float>.Shared.Return(shared);
        selector.Close();
        var (rows, shares) = (new int[selector.Count], new float[selector.Count]);
        selector.Drain(rows, shares);
        var sum = shares.Sum(share => (double)share);
        for (var place = 0; place < shares.Length; place++)
        {
            shares[place] = (float)(shares[place] / sum);
        }
        return (rows, shares);
    }

    /// <summary>Adds the items of the nearest rows, by share.</summary>
    public void Add((int[] Rows, float[] Shares) nearest, Span<float> scores)
    {
        for (var place = 0; place < nearest.Rows.Length; place++)
        {
            var items = Rows.RowColumns(nearest.Rows[place]);
            var values = Rows.RowValues(nearest.Rows[place]);
            for (var entry = 0; entry < items.Length; entry++)
            {
                scores[items[entry]] += nearest.Shares[place] * values[entry];
            }
        }
    }

    /// <summary>
    /// What each of the past items adds to an item's score through the nearest rows that hold both: a row's share is split by what each past item adds to its
    /// nearness. Appends in the order of <paramref name="items"/>, leaving out zeros.
    /// </summary>
    public void Explain(
        (int[] Rows, float[] Shares) nearest,
        int domain,
        ReadOnlySpan<int> items,
        ReadOnlySpan<float> weights,
        int item,
        List<Contribution> contributions
    )
    {
        var amounts = new double[items.Length];
        foreach (var (row, share) in nearest.Rows.Zip(nearest.Shares))
        {
            var value = Value(row, item);
            if (value == 0)
            {
                continue;
            }
            var terms = new double[items.Length];
            for (var place = 0; place < items.Length; place++)
            {
                terms[place] = (double)weights[place] * itemWeights[items[place]] * Value(row, items[place]);
            }
            var sum = terms.Sum();
            for (var place = 0; place < items.Length; place++)
            {
                amounts[place] += share * value * terms[place] / sum;
            }
        }
        for (var place = 0; place < items.Length; place++)
        {
            if (amounts[place] != 0)
            {
                contributions.Add(new Contribution(domain, items[place], (float)amounts[place]));
            }
        }
    }

    private float Value(int row, int item)
    {
        var place = Rows.RowColumns(row).BinarySearch(item);
        return place >= 0 ? Rows.RowValues(row)[place] : 0;
    }

    private float Norm(ReadOnlySpan<int> items, ReadOnlySpan<float> values)
    {
        var squares = 0.0;
        for (var place = 0; place < items.Length; place++)
        {
            squares += (double)values[place] * values[place] * itemWeights[items[place]];
        }
        return (float)Math.Sqrt(squares);
    }
}
