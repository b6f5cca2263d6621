using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Ranking.Exploration;

/// <summary>
/// The Plackett–Luce policy: each place goes to a candidate still free with probability proportional to e^{relevance / temperature} (softmax without replacement;
/// Luce 1959, Plackett 1975). Drawn by the Gumbel top-k trick (Kool, van Hoof and Welling, ICML 2019): relevance / temperature plus Gumbel noise, sorted.
/// </summary>
public sealed class PlackettLuce : IExplorationPolicy
{
    /// <summary>Least temperature: below it a list is practically the one by relevance and propensities leave the range of numbers.</summary>
    public const double LeastTemperature = 0.01;

    /// <summary>Largest temperature: at it all lists are practically equally likely.</summary>
    public const double LargestTemperature = 100;

    private readonly double temperature;

    /// <summary>A policy of a temperature: the smaller, the closer to the list by relevance.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not within its bounds.</exception>
    public PlackettLuce(double temperature)
    {
        if (!(temperature is >= LeastTemperature and <= LargestTemperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, $"Expected {LeastTemperature} … {LargestTemperature}.");
        }
        this.temperature = temperature;
    }

    /// <summary>
    /// Draws a list in O(candidates · log candidates) and computes its propensities in O(nodes · candidates · count), where the nodes (some hundred, and 20 more for each place) are those of a
    /// quadrature whose error is below 1e-9 (tested against all orders of few candidates).
    /// </summary>
    public ExploredList Draw(ReadOnlySpan<double> relevance, int count, ulong seed)
    {
        var logits = Logits(relevance, count);
        var order = Order(logits, Math.Min(count, logits.Length), seed);
        var positions = new ExponentialRace(logits).PositionProbabilities(order, order.Length);
        var items = new ExploredItem[order.Length];
        var isTaken = new bool[logits.Length];
        var logPropensity = 0.0;
        for (var place = 0; place < order.Length; place++)
        {
            var logConditional = logits[order[place]] - LogSumExp(logits, isTaken);
            isTaken[order[place]] = true;
            logPropensity += logConditional;
            var own = positions[place];
            items[place] = new ExploredItem(order[place], Math.Exp(logConditional), own[place], Math.Min(1, own.Sum()));
        }
        return new ExploredList(items, logPropensity);
    }

    /// <summary>Shape count: the probability of a candidate at each place of a list, without drawing one. Cost as for one item of <see cref="Draw"/>.</summary>
    public double[] PositionProbabilities(ReadOnlySpan<double> relevance, int candidate, int count)
    {
        var logits = Logits(relevance, count);
        ArgumentOutOfRangeException.ThrowIfNegative(candidate);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(candidate, logits.Length);
        return new ExponentialRace(logits).PositionProbabilities([candidate], Math.Min(count, logits.Length))[0];
    }

    private double[] Logits(ReadOnlySpan<double> relevance, int count)
    {
        Diversity.Relevance.Check(relevance, count, strength: 0);
        var logits = new double[relevance.Length];
        var most = relevance.IsEmpty ? 0 : System.Numerics.Tensors.TensorPrimitives.Max(relevance);
        for (var candidate = 0; candidate < logits.Length; candidate++)
        {
            logits[candidate] = (relevance[candidate] - most) / temperature;
        }
        return logits;
    }

    private static int[] Order(double[] logits, int count, ulong seed)
    {
        var random = new SplittableRandom(seed);
        var keys = new double[logits.Length];
        var order = new int[logits.Length];
        for (var candidate = 0; candidate < keys.Length; candidate++)
        {
            // 1 − u lies in (0, 1], so the inner logarithm is at most 0; the smallest step keeps it below 0.
            var exponential = -Math.Log(1 - random.NextDouble());
            keys[candidate] = Math.Log(Math.Max(exponential, double.Epsilon)) - logits[candidate];
            order[candidate] = candidate;
        }
        Array.Sort(keys, order);
        return order[..count];
    }

    private static double LogSumExp(double[] logits, bool[] isTaken)
    {
        var most = double.NegativeInfinity;
        for (var candidate = 0; candidate < logits.Length; candidate++)
        {
            most = isTaken[candidate] ? most : Math.Max(most, logits[candidate]);
        }
        var sum = 0.0;
        for (var candidate = 0; candidate < logits.Length; candidate++)
        {
            sum += isTaken[candidate] ? 0 : Math.Exp(logits[candidate] - most);
        }
        return most + Math.Log(sum);
    }
}
