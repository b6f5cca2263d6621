namespace Kuajie.Algorithms.Graph;

/// <summary>How central each node of a graph is.</summary>
public static class Centrality
{
    /// <summary>
    /// Eigenvector centrality (Bonacich 1972): x ∝ A·x with the largest eigenvalue, x ≥ 0, Σ x = 1. Power iteration on A + I·(mean strength), which has the
    /// same eigenvectors and also settles on bipartite graphs. In a graph of several parts the part with the largest eigenvalue takes all; shape nodes, zeros
    /// for a graph without edges. O(edges · steps).
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="tolerance">Ends where no value moves by more.</param>
    /// <param name="largestSteps">Ends after so many steps at the latest.</param>
    public static double[] Eigenvector(WeightedGraph graph, double tolerance = 1e-12, int largestSteps = 10_000)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var count = graph.NodeCount;
        var shift = count == 0 ? 0 : Enumerable.Range(0, count).Average(graph.Strength);
        if (shift == 0)
        {
            return new double[count];
        }
        var scores = new double[count];
        scores.AsSpan().Fill(1.0 / count);
        for (var step = 0; step < largestSteps; step++)
        {
            var next = Times(graph, scores);
            double sum = 0;
            for (var node = 0; node < count; node++)
            {
                next[node] += shift * scores[node];
                sum += next[node];
            }
            if (!Replace(scores, next, 1 / sum, tolerance))
            {
                break;
            }
        }
        return scores;
    }

    /// <summary>
    /// PageRank with weights: PR_i = (1 − d)/n + d·Σ_j PR_j · w_ji / strength_j, Σ PR = 1; a node without edges gives its rank to all alike (Brin and Page
    /// 1998; Langville and Meyer 2004, 4). Shape nodes. O(edges · steps).
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="damping">d, in [0, 1).</param>
    /// <param name="tolerance">Ends where no value moves by more.</param>
    /// <param name="largestSteps">Ends after so many steps at the latest.</param>
    public static double[] PageRank(WeightedGraph graph, double damping = 0.85, double tolerance = 1e-12, int largestSteps = 10_000)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!(damping is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(damping), damping, "Expected 0 ≤ damping < 1.");
        }
        var count = graph.NodeCount;
        var strengths = Enumerable.Range(0, count).Select(graph.Strength).ToArray();
        var ranks = new double[count];
        ranks.AsSpan().Fill(1.0 / Math.Max(1, count));
        for (var step = 0; step < largestSteps; step++)
        {
            var given = ranks.Select((rank, node) => strengths[node] > 0 ? rank / strengths[node] : 0).ToArray();
            var lost = ranks.Where((_, node) => strengths[node] == 0).Sum();
            var next = Times(graph, given);
            for (var node = 0; node < count; node++)
            {
                next[node] = ((1 - damping + (damping * lost)) / count) + (damping * next[node]);
            }
            if (!Replace(ranks, next, 1, tolerance))
            {
                break;
            }
        }
        return ranks;
    }

    private static double[] Times(WeightedGraph graph, double[] vector)
    {
        var product = new double[vector.Length];
        for (var node = 0; node < vector.Length; node++)
        {
            var neighbors = graph.Neighbors(node);
            var weights = graph.Weights(node);
            for (var place = 0; place < neighbors.Length; place++)
            {
                product[node] += weights[place] * vector[neighbors[place]];
            }
        }
        return product;
    }

    /// <summary>Takes the new values over; false where none moved.</summary>
    private static bool Replace(double[] values, double[] next, double scale, double tolerance)
    {
        var moved = false;
        for (var node = 0; node < values.Length; node++)
        {
            var value = next[node] * scale;
            moved |= Math.Abs(value - values[node]) > tolerance;
            values[node] = value;
        }
        return moved;
    }
}
