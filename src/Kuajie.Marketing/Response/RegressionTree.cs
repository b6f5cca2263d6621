namespace Kuajie.Marketing.Response;

/// <summary>A tree: node 0 is the root, a child below 0 is the leaf ~child. A row goes left where its column is at most the threshold.</summary>
/// <param name="Columns">Column of each node.</param>
/// <param name="Thresholds">Threshold of each node.</param>
/// <param name="Left">Left child of each node.</param>
/// <param name="Right">Right child of each node.</param>
/// <param name="Values">Value of each leaf; one leaf without nodes is a constant.</param>
/// <param name="Rows">Training rows of each leaf.</param>
public sealed record RegressionTree(
    IReadOnlyList<int> Columns,
    IReadOnlyList<float> Thresholds,
    IReadOnlyList<int> Left,
    IReadOnlyList<int> Right,
    IReadOnlyList<double> Values,
    IReadOnlyList<long> Rows
)
{
    /// <summary>The leaf a row falls on.</summary>
    internal int Leaf(ReadOnlySpan<float> row)
    {
        var at = Columns.Count == 0 ? ~0 : 0;
        while (at >= 0)
        {
            at = Next(at, row);
        }
        return ~at;
    }

    internal int Next(int node, ReadOnlySpan<float> row) => row[Columns[node]] <= Thresholds[node] ? Left[node] : Right[node];

    /// <summary>Whether the parts fit together, children come after their parents, and columns are there: a file may have been changed.</summary>
    internal bool IsSound(int columns)
    {
        var nodes = Columns.Count;
        return Thresholds.Count == nodes
            && Left.Count == nodes
            && Right.Count == nodes
            && Values.Count == nodes + 1
            && Rows.Count == nodes + 1
            && Columns.All(column => column >= 0 && column < columns)
            && Enumerable.Range(0, nodes).All(node => IsAfter(node, Left[node]) && IsAfter(node, Right[node]));
    }

    private bool IsAfter(int node, int child) => child > node ? child < Columns.Count : child < 0 && ~child < Values.Count;

    /// <summary>Training rows that came to a node or leaf.</summary>
    internal double RowsAt(int child) => child < 0 ? Rows[~child] : RowsAt(Left[child]) + RowsAt(Right[child]);

    /// <summary>The mean value over the training rows.</summary>
    internal double Mean()
    {
        var (sum, rows) = (0.0, 0.0);
        for (var leaf = 0; leaf < Values.Count; leaf++)
        {
            sum += Values[leaf] * Rows[leaf];
            rows += Rows[leaf];
        }
        return rows == 0 ? 0 : sum / rows;
    }

    internal int Depth(int child) => child < 0 ? 0 : 1 + Math.Max(Depth(Left[child]), Depth(Right[child]));
}
