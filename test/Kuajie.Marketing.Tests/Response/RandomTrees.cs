using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Tests.Response;

/// <summary>Invented trees, and Shapley values by their definition: over every set of columns known before.</summary>
internal static class RandomTrees
{
    public static RegressionTree Of(int seed, int nodes, int columns)
    {
        var random = new SplittableRandom((ulong)seed);
        var (column, threshold) = (new int[nodes], new float[nodes]);
        var (left, right) = (new int[nodes], new int[nodes]);
        var open = new List<(int Node, bool IsLeft)>();
        for (var node = 0; node < nodes; node++)
        {
            (column[node], threshold[node]) = (random.NextInteger(columns), (float)random.NextNormal());
            if (node > 0)
            {
                var place = random.NextInteger(open.Count);
                var (parent, isLeft) = open[place];
                open.RemoveAt(place);
                (isLeft ? left : right)[parent] = node;
            }
            open.AddRange([(node, true), (node, false)]);
        }
        for (var leaf = 0; leaf < open.Count; leaf++)
        {
            (open[leaf].IsLeft ? left : right)[open[leaf].Node] = ~leaf;
        }
        return new RegressionTree(
            column,
            threshold,
            left,
            right,
            [.. Enumerable.Range(0, nodes + 1).Select(_ => random.NextNormal())],
            [.. Enumerable.Range(0, nodes + 1).Select(_ => 1L + random.NextInteger(50))]
        );
    }

    public static IEnumerable<float> Row(int seed, int columns)
    {
        var random = SplittableRandom.Stream((ulong)seed, 7);
        return [.. Enumerable.Range(0, columns).Select(_ => (float)random.NextNormal())];
    }

    public static double Shapley(RegressionTree tree, float[] row, int column, int columns)
    {
        var sum = 0.0;
        for (var known = 0; known < 1 << columns; known++)
        {
            if ((known & (1 << column)) == 0)
            {
                var size = System.Numerics.BitOperations.PopCount((uint)known);
                var share = Factorial(size) * Factorial(columns - size - 1) / Factorial(columns);
                sum += share * (Expected(tree, row, known | (1 << column), 0) - Expected(tree, row, known, 0));
            }
        }
        return sum;
    }

    private static double Expected(RegressionTree tree, float[] row, int known, int child)
    {
        if (child < 0)
        {
            return tree.Values[~child];
        }
        if ((known & (1 << tree.Columns[child])) != 0)
        {
            return Expected(tree, row, known, tree.Next(child, row));
        }
        var (left, right) = (tree.RowsAt(tree.Left[child]), tree.RowsAt(tree.Right[child]));
        return ((left * Expected(tree, row, known, tree.Left[child])) + (right * Expected(tree, row, known, tree.Right[child])))
            / (left + right);
    }

    private static double Factorial(int number) => number <= 1 ? 1 : number * Factorial(number - 1);
}
