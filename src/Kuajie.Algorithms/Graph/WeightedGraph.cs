namespace Kuajie.Algorithms.Graph;

/// <summary>An edge with its weight.</summary>
/// <param name="From">Index of a node.</param>
/// <param name="To">Index of the other.</param>
/// <param name="Weight">&gt; 0.</param>
public readonly record struct WeightedEdge(int From, int To, double Weight);

/// <summary>An immutable undirected graph with weights: each edge counts for both of its nodes, parallel edges add up, a loop counts once.</summary>
public sealed class WeightedGraph
{
    private readonly int[] offsets;
    private readonly int[] neighbors;
    private readonly double[] weights;

    /// <summary>A graph of nodes 0 … nodeCount − 1. O(nodes + edges · log edges).</summary>
    /// <exception cref="ArgumentException">An edge names an unknown node, or its weight is not positive and finite.</exception>
    public WeightedGraph(int nodeCount, IEnumerable<WeightedEdge> edges)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodeCount);
        ArgumentNullException.ThrowIfNull(edges);
        NodeCount = nodeCount;
        var entries = edges.SelectMany(edge => Entries(edge, nodeCount)).GroupBy(entry => (entry.From, entry.To));
        var merged = entries.Select(group => (group.Key.From, group.Key.To, Weight: group.Sum(entry => entry.Weight))).Order().ToArray();
        offsets = new int[nodeCount + 1];
        foreach (var entry in merged)
        {
            offsets[entry.From + 1]++;
        }
        for (var node = 0; node < nodeCount; node++)
        {
            offsets[node + 1] += offsets[node];
        }
        neighbors = [.. merged.Select(entry => entry.To)];
        weights = [.. merged.Select(entry => entry.Weight)];
    }

    /// <summary>Number of nodes.</summary>
    public int NodeCount { get; }

    /// <summary>The neighbours of a node, ascending.</summary>
    public ReadOnlySpan<int> Neighbors(int node) => neighbors.AsSpan(offsets[node], offsets[node + 1] - offsets[node]);

    /// <summary>The weights of its edges, in the order of <see cref="Neighbors"/>.</summary>
    public ReadOnlySpan<double> Weights(int node) => weights.AsSpan(offsets[node], offsets[node + 1] - offsets[node]);

    /// <summary>The sum of the weights of its edges; a loop counts once.</summary>
    public double Strength(int node)
    {
        double sum = 0;
        foreach (var weight in Weights(node))
        {
            sum += weight;
        }
        return sum;
    }

    private static IEnumerable<WeightedEdge> Entries(WeightedEdge edge, int nodeCount)
    {
        if ((uint)edge.From >= (uint)nodeCount || (uint)edge.To >= (uint)nodeCount || !(edge.Weight > 0 && double.IsFinite(edge.Weight)))
        {
            throw new ArgumentException(
                $"An edge is {edge}; nodes are 0 … {nodeCount - 1} and weights positive and finite. Leave the edge out or correct it.",
                nameof(edge)
            );
        }
        yield return edge;
        if (edge.From != edge.To)
        {
            yield return new WeightedEdge(edge.To, edge.From, edge.Weight);
        }
    }
}
