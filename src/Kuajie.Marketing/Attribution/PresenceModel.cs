using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Attribution;

/// <summary>
/// How probable a conversion is by which channels touched somebody: logistic regression on their presence with a squared penalty on all coefficients but the intercept, by Newton's steps over sets
/// of channels (Hastie, Tibshirani and Friedman 2009, section 4.4; for attribution Shao and Li, KDD 2011). Its sum over the people is the number of conversions.
/// </summary>
internal sealed class PresenceModel
{
    private const double Penalty = 1;
    private const int MostSteps = 50;
    private const double Enough = 1e-10;
    private const double FurthestStep = 4;

    private PresenceModel(double[] coefficients) => Coefficients = coefficients;

    /// <summary>Log odds that each channel adds, then those without any.</summary>
    public IReadOnlyList<double> Coefficients { get; }

    /// <summary>Log odds without any channel.</summary>
    public double Intercept => Coefficients[^1];

    /// <summary>Fits. O(steps · sets · channels²).</summary>
    public static PresenceModel Fit(IReadOnlyList<ChannelSet> sets, int channels)
    {
        var at = new double[channels + 1];
        var all = sets.Sum(set => (double)set.People);
        at[channels] = Logit.Of(Math.Clamp(sets.Sum(set => (double)set.Conversions) / all, 1e-9, 1 - 1e-9));
        for (var step = 0; step < MostSteps; step++)
        {
            var move = Move(sets, at);
            var largest = move.Max(Math.Abs);
            for (var place = 0; place < at.Length; place++)
            {
                at[place] += move[place] * Math.Min(1, FurthestStep / Math.Max(largest, FurthestStep));
            }
            if (largest < Enough)
            {
                break;
            }
        }
        return new PresenceModel(at);
    }

    /// <summary>The probability with a set of channels.</summary>
    public double Probability(ulong set)
    {
        var score = Intercept;
        for (var channel = 0; channel < Coefficients.Count - 1; channel++)
        {
            score += (set >> channel & 1) == 0 ? 0 : Coefficients[channel];
        }
        return Logit.Probability(score);
    }

    private static double[] Move(IReadOnlyList<ChannelSet> sets, double[] at)
    {
        var size = at.Length;
        var model = new PresenceModel(at);
        var (curvature, slope) = (new double[size, size], new double[size]);
        foreach (var set in sets)
        {
            var probability = model.Probability(set.Channels);
            var (error, weight) = (set.Conversions - (set.People * probability), set.People * probability * (1 - probability));
            for (var first = 0; first < size; first++)
            {
                if (first < size - 1 && (set.Channels >> first & 1) == 0)
                {
                    continue;
                }
                slope[first] += error;
                for (var second = 0; second <= first; second++)
                {
                    curvature[first, second] += second == size - 1 || (set.Channels >> second & 1) != 0 ? weight : 0;
                }
            }
        }
        for (var first = 0; first < size; first++)
        {
            // A touch on the intercept keeps the system solvable where nothing varies.
            curvature[first, first] += first == size - 1 ? 1e-9 : Penalty;
            slope[first] -= first == size - 1 ? 0 : Penalty * at[first];
            for (var second = 0; second < first; second++)
            {
                curvature[second, first] = curvature[first, second];
            }
        }
        return SmallSystem.Solve(curvature, slope);
    }
}

/// <summary>People by the set of channels that touched them.</summary>
/// <param name="Channels">The channels as bits.</param>
/// <param name="People">People.</param>
/// <param name="Conversions">Their conversions.</param>
internal readonly record struct ChannelSet(ulong Channels, long People, long Conversions);
