namespace Kuajie.Marketing.Response;

/// <summary>
/// Exact Shapley values of a tree: how much each column adds to the value of a row, averaged over every order in which columns become known, where a column that is not known yet sends a row down
/// both ways by the shares of training rows. Lundberg, Erion and Lee, "Consistent individualized feature attribution for tree ensembles", 2018, algorithm 2. They add up: mean of the tree + Σ =
/// value of the row. O(leaves · depth²).
/// </summary>
internal sealed class TreeAttribution
{
    private readonly RegressionTree tree;
    private readonly double[] rowsOf;
    private readonly int depth;

    public TreeAttribution(RegressionTree tree)
    {
        this.tree = tree;
        rowsOf = [.. Enumerable.Range(0, tree.Columns.Count).Select(node => tree.RowsAt(node))];
        depth = tree.Columns.Count == 0 ? 0 : tree.Depth(0);
    }

    /// <summary>Adds the tree's attributions of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="amounts">By column; added to.</param>
    public void Add(ReadOnlySpan<float> row, Span<double> amounts)
    {
        if (tree.Columns.Count > 0)
        {
            Walk(0, row, new Step[depth + 2], 0, new Step(-1, 1, 1, 0), amounts);
        }
    }

    private void Walk(int child, ReadOnlySpan<float> row, Step[] before, int length, Step added, Span<double> amounts)
    {
        var path = before.AsSpan(0, length).ToArray();
        Array.Resize(ref path, depth + 2);
        Extend(path, length, added);
        if (child < 0)
        {
            for (var place = 1; place <= length; place++)
            {
                var step = path[place];
                amounts[step.Column] += UnwoundSum(path, length, place) * (step.Known - step.Unknown) * tree.Values[~child];
            }
            return;
        }
        var column = tree.Columns[child];
        var (hot, cold) =
            tree.Next(child, row) == tree.Left[child] ? (tree.Left[child], tree.Right[child]) : (tree.Right[child], tree.Left[child]);
        var (unknown, known) = (1.0, 1.0);
        var seen = Array.FindIndex(path, 1, length, step => step.Column == column);
        if (seen > 0)
        {
            (unknown, known) = (path[seen].Unknown, path[seen].Known);
            Unwind(path, length, seen);
            length--;
        }
        Walk(hot, row, path, length + 1, new Step(column, unknown * Share(hot, child), known, 0), amounts);
        Walk(cold, row, path, length + 1, new Step(column, unknown * Share(cold, child), 0, 0), amounts);
    }

    private double Share(int child, int parent) => (child < 0 ? tree.Rows[~child] : rowsOf[child]) / Math.Max(1, rowsOf[parent]);

    private static void Extend(Step[] path, int length, Step added)
    {
        path[length] = added with { Weight = length == 0 ? 1 : 0 };
        for (var place = length - 1; place >= 0; place--)
        {
            path[place + 1].Weight += added.Known * path[place].Weight * (place + 1) / (length + 1);
            path[place].Weight = added.Unknown * path[place].Weight * (length - place) / (length + 1);
        }
    }

    private static void Unwind(Step[] path, int length, int removed)
    {
        var (known, unknown, next) = (path[removed].Known, path[removed].Unknown, path[length].Weight);
        for (var place = length - 1; place >= 0; place--)
        {
            if (known > 0)
            {
                var weight = path[place].Weight;
                path[place].Weight = next * (length + 1) / ((place + 1) * known);
                next = weight - (path[place].Weight * unknown * (length - place) / (length + 1));
            }
            else
            {
                path[place].Weight = unknown > 0 ? path[place].Weight * (length + 1) / (unknown * (length - place)) : 0;
            }
        }
        for (var place = removed; place < length; place++)
        {
            path[place] = path[place + 1] with { Weight = path[place].Weight };
        }
    }

    private static double UnwoundSum(Step[] path, int length, int removed)
    {
        var (known, unknown, next, sum) = (path[removed].Known, path[removed].Unknown, path[length].Weight, 0.0);
        for (var place = length - 1; place >= 0; place--)
        {
            if (known > 0)
            {
                var weight = next * (length + 1) / ((place + 1) * known);
                sum += weight;
                next = path[place].Weight - (weight * unknown * (length - place) / (length + 1));
            }
            else if (unknown > 0)
            {
                sum += path[place].Weight * (length + 1) / (unknown * (length - place));
            }
        }
        return sum;
    }

    /// <summary>A column on the way to a leaf.</summary>
    /// <param name="Column">The column; −1 before the root.</param>
    /// <param name="Unknown">Share of rows that go this way where the column is not known.</param>
    /// <param name="Known">1 where the row itself goes this way, else 0.</param>
    /// <param name="Weight">Share of the orders with so many columns known.</param>
    private record struct Step(int Column, double Unknown, double Known, double Weight);
}
