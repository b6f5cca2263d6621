using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience;

/// <summary>
/// How much of what a user does is about something, drawn towards the domain's average by a Beta prior worth <see cref="AudienceBase.PriorEvents"/> interactions: posterior
/// Beta(s·b + n·p, s·(1 − b) + n·(1 − p)) for base rate b, prior s, n recent interactions' worth of evidence and observed share p. Interval and confidence are computed when they are asked for.
/// </summary>
public sealed class Preference
{
    private const double Tail = 0.05;
    private const double LeastRate = 1e-6;
    private readonly double seen;
    private readonly double evidence;

    internal Preference(string name, double seen, double evidence, double baseRate)
    {
        (Name, BaseRate, this.seen, this.evidence) = (name, baseRate, seen, evidence);
        Share = Hits / (AudienceBase.PriorEvents + evidence);
    }

    /// <summary>Tag, category, format, hour (0 … 23) or weekday (monday … sunday).</summary>
    public string Name { get; }

    /// <summary>Posterior mean, 0 … 1.</summary>
    public double Share { get; }

    /// <summary>The domain's average over users.</summary>
    public double BaseRate { get; }

    /// <summary>How many times the average it is.</summary>
    public double Lift => Share / Expected;

    /// <summary>Lower end of the 90 % interval.</summary>
    public double Low => Posterior.Quantile(Tail);

    /// <summary>Upper end.</summary>
    public double High => Posterior.Quantile(1 - Tail);

    /// <summary>Probability that the user's share is above the domain's average.</summary>
    public double Confidence => 1 - Posterior.Below(Expected);

    /// <summary>The numbers behind it, in words.</summary>
    public MarketingText Why => MarketingText.Of("WhyPreference", 100 * seen, evidence, 100 * BaseRate, Name);

    private double Expected => Math.Clamp(BaseRate, LeastRate, 1 - LeastRate);

    private double Hits => (AudienceBase.PriorEvents * Expected) + (evidence * seen);

    private BetaDistribution Posterior => new(Hits, AudienceBase.PriorEvents + evidence - Hits);
}
