using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Attribution;

/// <summary>
/// How probable a conversion is by which channels touched somebody: logistic regression on their presence (Shao and Li, KDD 2011). Its sum over the people is the number of conversions.
/// </summary>
internal sealed class PresenceModel
{
    private const double Penalty = 1;
    private readonly RidgeLogistic fit;

    private PresenceModel(RidgeLogistic fit) => this.fit = fit;

    /// <summary>Log odds that each channel adds, then those without any.</summary>
    public IReadOnlyList<double> Coefficients => fit.Coefficients;

    /// <summary>Log odds without any channel.</summary>
    public double Intercept => Coefficients[^1];

    /// <summary>Fits. O(steps · sets · channels²).</summary>
    public static PresenceModel Fit(IReadOnlyList<ChannelSet> sets, int channels) =>
        new(
            RidgeLogistic.Fit(
                [.. sets.Select(set => new LogisticRow(Presence(set.Channels, channels), set.People, set.Conversions))],
                Penalty
            )
        );

    /// <summary>The probability with a set of channels.</summary>
    public double Probability(ulong set) => fit.Probability(Presence(set, Coefficients.Count - 1));

    private static double[] Presence(ulong set, int channels) =>
        [.. Enumerable.Range(0, channels).Select(channel => (double)(set >> channel & 1))];
}

/// <summary>People by the set of channels that touched them.</summary>
/// <param name="Channels">The channels as bits.</param>
/// <param name="People">People.</param>
/// <param name="Conversions">Their conversions.</param>
internal readonly record struct ChannelSet(ulong Channels, long People, long Conversions);
