namespace Kuajie.Algorithms.Graph;

/// <summary>A division of a graph's nodes.</summary>
/// <param name="Of">Shape nodes: the community of each, numbered from 0 in the order of their first nodes.</param>
/// <param name="Modularity">Newman's modularity: share of weight within communities less what chance would put there; −0.5 … 1.</param>
public sealed record CommunityDivision(IReadOnlyList<int> Of, double Modularity);

/// <summary>
/// Communities by modularity: Blondel et al., "Fast unfolding of communities in large networks", 2008. Nodes are looked at in the order of their indexes and
/// equal gains go to the lower community, so that the answer does not depend on chance. About O(edges) a pass.
/// </summary>
public static class Communities
{
    private const double LeastGain = 1e-12;

    /// <summary>Divides a graph.</summary>
    public static CommunityDivision Find(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var of = Enumerable.Range(0, graph.NodeCount).ToArray();
        var level = graph;
        while (true)
        {
            var moved = Move(level);
            var groups = Numbered(moved);
            if (groups.Max(-1) + 1 == level.NodeCount)
            {
                break;
            }
            of = [.. of.Select(node => groups[node])];
            level = Merge(level, groups);
        }
        of = Numbered(of);
        return new CommunityDivision(of, Modularity(graph, of));
    }

    /// <summary>Newman's modularity of a division: Σ_c (within_c / 2m − (strength_c / 2m)²); 0 for a graph without edges.</summary>
    public static double Modularity(WeightedGraph graph, IReadOnlyList<int> of)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(of);
        var within = new Dictionary<int, double>();
        var strength = new Dictionary<int, double>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var neighbors = graph.Neighbors(node);
            for (var place = 0; place < neighbors.Length; place++)
            {
                var weight = graph.Weights(node)[place] * (neighbors[place] == node ? 2 : 1);
                strength[of[node]] = strength.GetValueOrDefault(of[node]) + weight;
                within[of[node]] = within.GetValueOrDefault(of[node]) + (of[neighbors[place]] == of[node] ? weight : 0);
            }
        }
        var total = strength.Values.Sum();
        return total == 0 ? 0 : within.Sum(pair => (pair.Value / total) - Math.Pow(strength[pair.Key] / total, 2));
    }

    private static int[] Move(WeightedGraph graph)
    {
        var strengths = Enumerable.Range(0, graph.NodeCount).Select(node => DoubledStrength(graph, node)).ToArray();
        var total = strengths.Sum();
        var of = Enumerable.Range(0, graph.NodeCount).ToArray();
        double[] sums = [.. strengths];
        var moved = total > 0;
        while (moved)
        {
            moved = false;
            for (var node = 0; node < of.Length; node++)
            {
                var best = Best(graph, node, of, sums, strengths[node], total);
                moved |= best != of[node];
                sums[of[node]] -= strengths[node];
                sums[best] += strengths[node];
                of[node] = best;
            }
        }
        return of;
    }

    private static int Best(WeightedGraph graph, int node, int[] of, double[] sums, double strength, double total)
    {
        var links = new SortedDictionary<int, double> { [of[node]] = 0 };
        var neighbors = graph.Neighbors(node);
        for (var place = 0; place < neighbors.Length; place++)
        {
            if (neighbors[place] != node)
            {
                var community = of[neighbors[place]];
                links[community] = links.GetValueOrDefault(community) + graph.Weights(node)[place];
            }
        }
        double Gain(int community, double linked) =>
            (linked / total) - ((sums[community] - (community == of[node] ? strength : 0)) * strength / (total * total));
        var (best, gain) = (of[node], Gain(of[node], links[of[node]]) + LeastGain);
        foreach (var (community, linked) in links)
        {
            if (Gain(community, linked) > gain)
            {
                (best, gain) = (community, Gain(community, linked));
            }
        }
        return best;
    }

    private static double DoubledStrength(WeightedGraph graph, int node)
    {
        var loop = graph.Neighbors(node).BinarySearch(node);
        return graph.Strength(node) + (loop >= 0 ? graph.Weights(node)[loop] : 0);
    }

    private static WeightedGraph Merge(WeightedGraph graph, int[] groups)
    {
        var edges = new List<WeightedEdge>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var neighbors = graph.Neighbors(node);
            for (var place = 0; place < neighbors.Length && neighbors[place] <= node; place++)
            {
                edges.Add(new WeightedEdge(groups[node], groups[neighbors[place]], graph.Weights(node)[place]));
            }
        }
        return new WeightedGraph(groups.Max(-1) + 1, edges);
    }

    private static int Max(this int[] values, int least) => values.Aggregate(least, Math.Max);

    private static int[] Numbered(int[] of)
    {
        var numbers = new Dictionary<int, int>();
        return [.. of.Select(group => numbers.TryGetValue(group, out var number) ? number : numbers[group] = numbers.Count)];
    }
}
