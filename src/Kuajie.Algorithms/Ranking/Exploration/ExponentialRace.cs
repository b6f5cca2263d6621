namespace Kuajie.Algorithms.Ranking.Exploration;

/// <summary>
/// Plackett–Luce as a race: candidate i arrives after an exponential time of rate w_i, and the order of arrival is the list. Candidate i is at place r exactly if r others
/// arrive before it, P = ∫ w_i e^{−w_i t} · P(r others before t) dt. Given t the others arrive independently, so their number follows a Poisson-binomial law, and the
/// integral over x = log t is of a smooth function that vanishes at both ends, where the trapezoid rule converges exponentially.
/// </summary>
internal sealed class ExponentialRace
{
    private const double Step = 0.2;

    /// <summary>e^{−30} of the mass is left out at the early end, and what e^{−40} leaves at the late one.</summary>
    private const double EarlyMargin = 30;
    private const double LateMargin = 40;

    /// <summary>Below it a candidate has arrived with probability at most ½.</summary>
    private const double MostDivided = 0.69;

    private const int Nobody = -1;

    private readonly double[] logits;
    private readonly double logTotal;
    private readonly double[] descending;

    /// <summary>A race of candidates with rates e^{logit}; the largest logit is 0.</summary>
    public ExponentialRace(double[] logits)
    {
        this.logits = logits;
        logTotal = Math.Log(logits.Sum(Math.Exp));
        descending = [.. logits.OrderDescending()];
    }

    /// <summary>
    /// Shape candidates × count: the probability of each at each of the first places. O(nodes · all candidates · count) for all of them together, and the same again with
    /// about 20 nodes for each one.
    /// </summary>
    public double[][] PositionProbabilities(IReadOnlyList<int> candidates, int count)
    {
        double[][] probabilities = [.. candidates.Select(_ => new double[count])];
        if (count == 0 || candidates.Count == 0)
        {
            return probabilities;
        }
        var early = -logTotal - EarlyMargin;
        // Late enough that the slowest of them, or as many others as the list has places, have arrived.
        var slowest = Math.Max(candidates.Min(candidate => logits[candidate]), descending[Math.Min(count, descending.Length - 1)]);
        var nodes = (int)Math.Ceiling((Math.Log(LateMargin) - slowest - early) / Step);
        var (all, others) = (new double[count], new double[count]);
        for (var node = 0; node <= nodes; node++)
        {
            var x = early + (node * Step);
            CountArrived(Nobody, x, all);
            for (var each = 0; each < probabilities.Length; each++)
            {
                var arrival = Math.Exp(logits[candidates[each]] + x);
                var density = arrival * Math.Exp(-arrival) * Step;
                if (density > 0)
                {
                    LeaveOut(candidates[each], x, arrival, all, others);
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(others, density, probabilities[each], probabilities[each]);
                }
            }
        }
        return probabilities;
    }

    /// <summary>
    /// The law of all with one candidate taken out. Where it has probably not arrived, its factor is divided out, which makes no error larger; else the law is made anew.
    /// </summary>
    private void LeaveOut(int candidate, double x, double arrival, double[] all, double[] others)
    {
        if (arrival > MostDivided)
        {
            CountArrived(candidate, x, others);
            return;
        }
        var waiting = Math.Exp(-arrival);
        others[0] = all[0] / waiting;
        for (var place = 1; place < all.Length; place++)
        {
            others[place] = Math.Max(0, (all[place] - (others[place - 1] * (1 - waiting))) / waiting);
        }
    }

    /// <summary>The probabilities that 0, 1, … have arrived by time e^x, one candidate left out; what goes beyond the list's length is dropped.</summary>
    private void CountArrived(int leftOut, double x, double[] law)
    {
        Array.Clear(law);
        law[0] = 1;
        for (var candidate = 0; candidate < logits.Length; candidate++)
        {
            if (candidate == leftOut)
            {
                continue;
            }
            var waiting = Math.Exp(-Math.Exp(logits[candidate] + x));
            var arrived = 1 - waiting;
            for (var place = law.Length - 1; place > 0; place--)
            {
                law[place] = (law[place] * waiting) + (law[place - 1] * arrived);
            }
            law[0] *= waiting;
        }
    }
}
