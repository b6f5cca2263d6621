namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>
/// Greedy maximum a posteriori inference of a determinantal point process with an incremental Cholesky factor (Chen, Zhang and Zhou, NeurIPS 2018, algorithm 1). The
/// kernel is L_ij = e^{α·r_i} · S_ij · e^{α·r_j} with α = (1 − strength) / (2 · strength), so that the process weighs (1 − strength) · Σ r_i + strength · log det S
/// (their equation 11 with θ = 1 − strength). The factor is kept for S alone and relevance added to the logarithms, which no strength makes overflow.
/// </summary>
public static class DeterminantalSelection
{
    /// <summary>What is left of a candidate's variance when it is as good as a combination of those taken.</summary>
    private const double Negligible = 1e-10;

    /// <summary>
    /// The places of the chosen candidates, best first, all of them where fewer than <paramref name="count"/> are there. O(count² · candidates). Once every candidate
    /// left is a combination of those taken (identical items, or more items than dimensions), the rest follows by relevance.
    /// </summary>
    /// <param name="relevance">Shape candidates, finite (<see cref="Relevance.MinMax"/>).</param>
    /// <param name="similarity">Of the same candidates, positive semidefinite with ones on the diagonal.</param>
    /// <param name="strength">0: by relevance alone … 1: by the volume the items span alone.</param>
    /// <param name="count">How many to choose.</param>
    /// <exception cref="ArgumentException">A relevance or similarity is not finite, or lengths differ.</exception>
    public static int[] Select(ReadOnlySpan<double> relevance, IItemSimilarity similarity, double strength, int count)
    {
        Relevance.Check(relevance, similarity, count, strength);
        var chosen = new int[Math.Min(count, relevance.Length)];
        var isChosen = new bool[relevance.Length];
        // Row c of the factor so far, and what is left of the candidate's variance: d² in the paper.
        var rows = new double[relevance.Length * chosen.Length];
        var left = new double[relevance.Length];
        Array.Fill(left, 1);
        for (var place = 0; place < chosen.Length; place++)
        {
            var best = Best(relevance, isChosen, left, strength);
            chosen[place] = best;
            isChosen[best] = true;
            Extend(rows, left, isChosen, best, place, chosen.Length, similarity);
        }
        return chosen;
    }

    private static int Best(ReadOnlySpan<double> relevance, bool[] isChosen, double[] left, double strength)
    {
        var (best, bestValue, bestRelevance) = (-1, double.NegativeInfinity, double.NegativeInfinity);
        for (var candidate = 0; candidate < relevance.Length; candidate++)
        {
            if (isChosen[candidate])
            {
                continue;
            }
            // Without anything new to bring, a candidate comes after all that have, by relevance; with strength 0 nobody asks what is new.
            var value =
                strength == 0 ? relevance[candidate]
                : left[candidate] <= Negligible ? double.NegativeInfinity
                : ((1 - strength) * relevance[candidate]) + (strength * Math.Log(left[candidate]));
            if (best < 0 || value > bestValue || (value == bestValue && relevance[candidate] > bestRelevance))
            {
                (best, bestValue, bestRelevance) = (candidate, value, relevance[candidate]);
            }
        }
        return best;
    }

    /// <summary>Adds the column of the candidate just taken to every other candidate's row: e_i = (S_ji − ⟨c_j, c_i⟩) / d_j, d_i² −= e_i².</summary>
    private static void Extend(double[] rows, double[] left, bool[] isChosen, int taken, int place, int width, IItemSimilarity similarity)
    {
        if (left[taken] <= Negligible)
        {
            return;
        }
        var root = Math.Sqrt(left[taken]);
        var own = rows.AsSpan(taken * width, place);
        for (var candidate = 0; candidate < left.Length; candidate++)
        {
            if (isChosen[candidate])
            {
                continue;
            }
            var row = rows.AsSpan(candidate * width, width);
            var entry =
                (Relevance.Finite(similarity.Of(taken, candidate)) - System.Numerics.Tensors.TensorPrimitives.Dot(own, row[..place]))
                / root;
            row[place] = entry;
            left[candidate] -= entry * entry;
        }
    }
}
