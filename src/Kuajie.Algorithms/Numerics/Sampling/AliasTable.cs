namespace Kuajie.Algorithms.Numerics.Sampling;

/// <summary>
/// Draws indexes with given weights in constant time: Walker's alias method with Vose's stable construction (Vose 1991, "A linear algorithm for
/// generating random numbers with a given distribution", IEEE TSE 17(9)). Immutable; may be used from many threads. 12 bytes an index.
/// </summary>
public sealed class AliasTable
{
    private readonly double[] thresholds;
    private readonly int[] aliases;

    /// <summary>Builds the table. O(weights).</summary>
    /// <param name="weights">Finite, not negative, not all zero; need not sum to one. Index i is drawn with weights[i] / their sum.</param>
    /// <exception cref="ArgumentException">No weights, a negative or infinite one, or all zero.</exception>
    public AliasTable(ReadOnlySpan<double> weights)
    {
        var sum = Sum(weights);
        thresholds = new double[weights.Length];
        aliases = new int[weights.Length];
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var index = weights.Length - 1; index >= 0; index--)
        {
            thresholds[index] = weights[index] / sum * weights.Length;
            aliases[index] = index;
            (thresholds[index] < 1 ? small : large).Push(index);
        }
        while (small.Count > 0 && large.Count > 0)
        {
            var (poor, rich) = (small.Pop(), large.Pop());
            aliases[poor] = rich;
            thresholds[rich] = thresholds[rich] + thresholds[poor] - 1;
            (thresholds[rich] < 1 ? small : large).Push(rich);
        }
        // What rounding has left over is full; but an index without weight must never be drawn.
        foreach (var index in small.Concat(large))
        {
            thresholds[index] = 1;
            aliases[index] = index;
        }
        SendEmptyTo(weights, Heaviest(weights));
    }

    /// <summary>Number of indexes.</summary>
    public int Count => aliases.Length;

    /// <summary>Draws an index: two random numbers, no search.</summary>
    public int Draw(ref SplittableRandom random)
    {
        var index = random.NextInteger(aliases.Length);
        return random.NextDouble() < thresholds[index] ? index : aliases[index];
    }

    private static double Sum(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var index = 0; index < weights.Length; index++)
        {
            if (!double.IsFinite(weights[index]) || weights[index] < 0)
            {
                throw new ArgumentException(
                    $"Found the weight {weights[index]} at {index}; expected a finite one, not negative.",
                    nameof(weights)
                );
            }
            sum += weights[index];
        }
        return sum > 0 && double.IsFinite(sum)
            ? sum
            : throw new ArgumentException($"Found weights that sum to {sum}; expected a finite sum above zero.", nameof(weights));
    }

    private static int Heaviest(ReadOnlySpan<double> weights)
    {
        var heaviest = 0;
        for (var index = 1; index < weights.Length; index++)
        {
            heaviest = weights[index] > weights[heaviest] ? index : heaviest;
        }
        return heaviest;
    }

    private void SendEmptyTo(ReadOnlySpan<double> weights, int heaviest)
    {
        for (var index = 0; index < weights.Length; index++)
        {
            if (weights[index] == 0)
            {
                thresholds[index] = 0;
                aliases[index] = aliases[index] == index ? heaviest : aliases[index];
            }
        }
    }
}
