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

    /// <summary>Shape count: the probability of a candidate at each of the first places. O(nodes · candidates · count).</summary>
    public double[] PositionProbabilities(int candidate, int count)
    {
        var probabilities = new double[count];
        if (count == 0)
        {
            return probabilities;
        }
        var early = -logTotal - EarlyMargin;
        // Late enough that the candidate itself, or as many others as the list has places, have arrived.
        var late = Math.Log(LateMargin) - Math.Max(logits[candidate], descending[Math.Min(count, descending.Length - 1)]);
        var nodes = (int)Math.Ceiling((late - early) / Step);
        var before = new double[count];
        for (var node = 0; node <= nodes; node++)
        {
            var x = early + (node * Step);
            var arrival = Math.Exp(logits[candidate] + x);
            var density = arrival * Math.Exp(-arrival) * Step;
            if (density == 0)
            {
                continue;
            }
            CountBefore(candidate, x, before);
            for (var place = 0; place < count; place++)
            {
                probabilities[place] += density * before[place];
            }
        }
        return probabilities;
    }

    /// <summary>The probabilities that 0, 1, … others have arrived by time e^x; what goes beyond the list's length is dropped.</summary>
    private void CountBefore(int candidate, double x, double[] before)
    {
        Array.Clear(before);
        before[0] = 1;
        for (var other = 0; other < logits.Length; other++)
        {
            if (other == candidate)
            {
                continue;
            }
            var waiting = Math.Exp(-Math.Exp(logits[other] + x));
            var arrived = 1 - waiting;
            for (var place = before.Length - 1; place > 0; place--)
            {
                before[place] = (before[place] * waiting) + (before[place - 1] * arrived);
            }
            before[0] *= waiting;
        }
    }
}
