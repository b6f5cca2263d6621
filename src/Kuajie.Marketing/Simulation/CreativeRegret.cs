namespace Kuajie.Marketing.Simulation;

/// <summary>
/// What a choice among creatives gave away beside the one that is best: the sum over impressions of μ* − μ(creative) (Lai and Robbins, Adv. Appl. Math. 1985; the pseudo-regret of Bubeck and Cesa-Bianchi, 2012,
/// equation 1.2), μ the true probability of the goal. Beside it the same of choosing uniformly and of always showing the first, by expectation over as many impressions.
/// </summary>
/// <param name="Best">The best creative, the first of several.</param>
/// <param name="BestRate">Its true probability of the goal.</param>
/// <param name="Impressions">Impressions.</param>
/// <param name="GivenAway">Goals given away.</param>
/// <param name="Uniform">Goals given away by choosing uniformly.</param>
/// <param name="Fixed">Goals given away by always showing the first.</param>
public sealed record CreativeRegret(string Best, double BestRate, long Impressions, double GivenAway, double Uniform, double Fixed)
{
    /// <summary>The regret of what was shown. O(creatives).</summary>
    /// <param name="creatives">What is true of each; at least one.</param>
    /// <param name="impressions">Shape creatives: how often each was shown.</param>
    /// <param name="isConversion">Whether conversions are the goal; else clicks.</param>
    /// <exception cref="ArgumentException">There is no creative, or not one count for each.</exception>
    public static CreativeRegret Of(IReadOnlyList<CreativeTruth> creatives, IReadOnlyList<long> impressions, bool isConversion)
    {
        ArgumentNullException.ThrowIfNull(creatives);
        ArgumentNullException.ThrowIfNull(impressions);
        if (creatives.Count == 0 || impressions.Count != creatives.Count)
        {
            throw new ArgumentException(
                $"Found {impressions.Count} counts of {creatives.Count} creatives, expected one for each of at least one.",
                nameof(impressions)
            );
        }
        double[] rates = [.. creatives.Select(each => isConversion ? each.Both : each.Click)];
        var best = Array.IndexOf(rates, rates.Max());
        var shown = impressions.Sum();
        return new CreativeRegret(
            creatives[best].Creative,
            rates[best],
            shown,
            rates.Select((rate, creative) => impressions[creative] * (rates[best] - rate)).Sum(),
            shown * (rates[best] - rates.Average()),
            shown * (rates[best] - rates[0])
        );
    }
}
