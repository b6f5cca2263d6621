using System.Numerics;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Attribution;

/// <summary>
/// Shapley's value (1953) of channels: v(S) is the number of conversions to be expected had only the channels of S touched the people they touched; each channel is credited with what it adds to v on
/// average over all orders in which channels are switched on. Credits and v(∅) sum to the conversions.
/// </summary>
internal static class ShapleyCredit
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>Exact, over all sets of channels. O(2^channels · (sets + channels)).</summary>
    public static double[] Exact(PresenceModel model, IReadOnlyList<ChannelSet> sets, int channels)
    {
        var size = 1 << channels;
        var probabilities = new double[size];
        for (var set = 0; set < size; set++)
        {
            probabilities[set] = model.Probability((ulong)set);
        }
        var value = new double[size];
        for (var set = 0; set < size; set++)
        {
            foreach (var each in sets)
            {
                value[set] += each.People * probabilities[set & (int)each.Channels];
            }
        }
        var weights = Weights(channels);
        var credits = new double[channels];
        for (var set = 0; set < size; set++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                if ((set >> channel & 1) == 0)
                {
                    credits[channel] += weights[BitOperations.PopCount((uint)set)] * (value[set | 1 << channel] - value[set]);
                }
            }
        }
        return credits;
    }

    /// <summary>
    /// By drawn orders, each with its reverse, which takes most of the chance away (Mitchell, Cooper, Frank and Holmes, JMLR 2022). The intervals are those of the drawing alone.
    /// O(pairs · sets · channels).
    /// </summary>
    public static (double Credit, double HalfWidth)[] Sampled(
        PresenceModel model,
        IReadOnlyList<ChannelSet> sets,
        int channels,
        int pairs,
        ulong seed
    )
    {
        var random = new SplittableRandom(seed);
        int[] order = [.. Enumerable.Range(0, channels)];
        var (sums, squares) = (new double[channels], new double[channels]);
        var added = new double[channels];
        var scores = new double[sets.Count];
        for (var pair = 0; pair < pairs; pair++)
        {
            random.Shuffle(order);
            Array.Clear(added);
            Walk(model, sets, order, scores, added);
            Array.Reverse(order);
            Walk(model, sets, order, scores, added);
            for (var channel = 0; channel < channels; channel++)
            {
                var mean = added[channel] / 2;
                sums[channel] += mean;
                squares[channel] += mean * mean;
            }
        }
        return
        [
            .. Enumerable
                .Range(0, channels)
                .Select(channel =>
                {
                    var mean = sums[channel] / pairs;
                    var variance = Math.Max(0, (squares[channel] - (pairs * mean * mean)) / (pairs - 1));
                    return (mean, Normal95 * Math.Sqrt(variance / pairs));
                }),
        ];
    }

    /// <summary>Switches channels on one by one and notes what each adds.</summary>
    private static void Walk(PresenceModel model, IReadOnlyList<ChannelSet> sets, int[] order, double[] scores, double[] added)
    {
        Array.Fill(scores, model.Intercept);
        foreach (var channel in order)
        {
            for (var place = 0; place < scores.Length; place++)
            {
                if ((sets[place].Channels >> channel & 1) != 0)
                {
                    var before = Logit.Probability(scores[place]);
                    scores[place] += model.Coefficients[channel];
                    added[channel] += sets[place].People * (Logit.Probability(scores[place]) - before);
                }
            }
        }
    }

    /// <summary>s!·(n − s − 1)!/n! for s = 0 … n − 1.</summary>
    private static double[] Weights(int channels)
    {
        var weights = new double[channels];
        weights[0] = 1.0 / channels;
        for (var size = 1; size < channels; size++)
        {
            weights[size] = weights[size - 1] * size / (channels - size);
        }
        return weights;
    }
}
