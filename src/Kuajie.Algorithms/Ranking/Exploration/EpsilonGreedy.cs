using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Ranking.Exploration;

/// <summary>
/// ε-greedy places: each place goes with probability 1 − ε to the most relevant candidate still free, else to one drawn uniformly from all still free. All propensities are
/// exact. Candidates of equal relevance in their order.
/// </summary>
public sealed class EpsilonGreedy : IExplorationPolicy
{
    private readonly double epsilon;

    /// <summary>A policy of an ε: the share of places that explore.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ε is not within 0 … 1.</exception>
    public EpsilonGreedy(double epsilon)
    {
        if (!(epsilon is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Expected 0 … 1.");
        }
        this.epsilon = epsilon;
    }

    /// <summary>Draws a list and computes its propensities. O(candidates · log candidates + count² · candidates).</summary>
    public ExploredList Draw(ReadOnlySpan<double> relevance, int count, ulong seed)
    {
        Diversity.Relevance.Check(relevance, count, strength: 0);
        var free = ByRelevance(relevance);
        var ranks = new int[free.Count];
        for (var rank = 0; rank < ranks.Length; rank++)
        {
            ranks[free[rank]] = rank;
        }
        var random = new SplittableRandom(seed);
        var items = new ExploredItem[Math.Min(count, free.Count)];
        var logPropensity = 0.0;
        for (var place = 0; place < items.Length; place++)
        {
            var drawn = random.NextDouble() < epsilon ? random.NextInteger(free.Count) : 0;
            var conditional = (drawn == 0 ? 1 - epsilon : 0) + (epsilon / free.Count);
            var positions = PositionProbabilities(ranks[free[drawn]], ranks.Length, items.Length);
            items[place] = new ExploredItem(free[drawn], conditional, positions[place], Math.Min(1, positions.Sum()));
            logPropensity += Math.Log(conditional);
            free.RemoveAt(drawn);
        }
        return new ExploredList(items, logPropensity);
    }

    /// <summary>
    /// Shape count: the probability at each place of the candidate that is number <paramref name="rank"/> by relevance. As long as it is free, all that matters is how many of
    /// those before it are free too. O(count · rank).
    /// </summary>
    /// <param name="rank">Zero-based rank by relevance.</param>
    /// <param name="candidates">Number of candidates.</param>
    /// <param name="count">Length of the list, at most <paramref name="candidates"/>.</param>
    public double[] PositionProbabilities(int rank, int candidates, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, candidates);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, candidates);
        var probabilities = new double[count];
        // Probability that the candidate is free and so many better ones are.
        var better = new double[rank + 1];
        better[rank] = 1;
        for (var place = 0; place < count; place++)
        {
            var free = candidates - place;
            var next = new double[rank + 1];
            for (var ahead = 0; ahead <= rank; ahead++)
            {
                if (better[ahead] == 0)
                {
                    continue;
                }
                var greedy = better[ahead] * (1 - epsilon);
                var uniform = better[ahead] * epsilon / free;
                probabilities[place] += uniform + (ahead == 0 ? greedy : 0);
                next[ahead] += uniform * (free - ahead - 1);
                if (ahead > 0)
                {
                    next[ahead - 1] += greedy + (uniform * ahead);
                }
            }
            better = next;
        }
        return probabilities;
    }

    private static List<int> ByRelevance(ReadOnlySpan<double> relevance)
    {
        var keys = relevance.ToArray();
        return [.. Enumerable.Range(0, keys.Length).OrderByDescending(candidate => keys[candidate]).ThenBy(candidate => candidate)];
    }
}
