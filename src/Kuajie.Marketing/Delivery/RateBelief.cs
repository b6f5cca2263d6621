using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Delivery;

/// <summary>How often something came of impressions, in one campaign of the past.</summary>
/// <param name="Impressions">Impressions, 0 or more.</param>
/// <param name="Successes">How many of them it came of, at most all.</param>
public readonly record struct RateCount(long Impressions, long Successes);

/// <summary>
/// What is believed of the rate that the next campaign will have, from those of the past: a Beta distribution with the pooled rate and the variance of a new campaign, that is the sampling variance of the
/// pooled rate and the variance between campaigns (DerSimonian and Laird, Controlled Clinical Trials 1986, equation 8, with binomial variances at the pooled rate), on top of Jeffreys' prior.
/// </summary>
public static class RateBelief
{
    /// <summary>Impressions without which nothing is believed.</summary>
    public const int LeastImpressions = 200;

    /// <summary>The belief, or null where there are too few impressions. O(campaigns).</summary>
    /// <exception cref="InvalidInputException">A count cannot be.</exception>
    public static BetaDistribution? Of(IReadOnlyList<RateCount> campaigns)
    {
        ArgumentNullException.ThrowIfNull(campaigns);
        InvalidInputException.ThrowIfAny(
            campaigns
                .Where(each => each.Impressions < 0 || each.Successes < 0 || each.Successes > each.Impressions)
                .Select(each => new InputFault("RateCount", "rates", $"{each.Successes} / {each.Impressions}"))
        );
        RateCount[] known = [.. campaigns.Where(each => each.Impressions > 0)];
        double impressions = known.Sum(each => each.Impressions);
        if (impressions < LeastImpressions)
        {
            return null;
        }
        var rate = (known.Sum(each => each.Successes) + 0.5) / (impressions + 1);
        var single = rate * (1 - rate);
        var variance = (single / (impressions + 1)) + Between(known, rate, single, impressions);
        // A Beta of this mean has no more variance than that of one trial; half a trial each way is the prior's.
        var trials = Math.Max(1, (single / variance) - 1);
        return new BetaDistribution(rate * trials, (1 - rate) * trials);
    }

    /// <summary>Variance of the rate between campaigns; 0 where they differ no more than chance makes them.</summary>
    private static double Between(RateCount[] known, double rate, double single, double impressions)
    {
        if (known.Length < 2)
        {
            return 0;
        }
        var spread = known.Sum(each => Square(((double)each.Successes / each.Impressions) - rate) * each.Impressions / single);
        var scale = (impressions - (known.Sum(each => Square(each.Impressions)) / impressions)) / single;
        return scale <= 0 ? 0 : Math.Max(0, (spread - (known.Length - 1)) / scale);
    }

    private static double Square(double number) => number * number;
}
