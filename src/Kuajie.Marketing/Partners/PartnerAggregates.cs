namespace Kuajie.Marketing.Partners;

/// <summary>So many of so many.</summary>
/// <param name="Hits">How many.</param>
/// <param name="Of">Of how many; 0 where nothing is known.</param>
public readonly record struct Tally(long Hits, long Of);

/// <summary>Prices as logarithms: a mean, a deviation, and how many stand behind it.</summary>
/// <param name="MeanLog">Mean of log price.</param>
/// <param name="DeviationLog">Standard deviation of log price, &gt; 0 where there are any.</param>
/// <param name="Count">How many prices paid; 0 where nothing is known.</param>
public readonly record struct PriceProfile(double MeanLog, double DeviationLog, long Count);

/// <summary>What is known of our side and a partner, as counts alone: no user, no list.</summary>
/// <param name="Partner">Name of the partner.</param>
/// <param name="OwnAudience">Users of our side.</param>
/// <param name="PartnerAudience">Users of the partner's.</param>
public sealed record PartnerAggregates(string Partner, long OwnAudience, long PartnerAudience)
{
    /// <summary>Of a sample of the smaller audience, how many belong to the other too.</summary>
    public Tally Shared { get; init; }

    /// <summary>Of a sample of the partner's audience, how many are new to us.</summary>
    public Tally New { get; init; }

    /// <summary>Of the linked users, how many took up something of the partner's field.</summary>
    public Tally LinkedTakers { get; init; }

    /// <summary>Of all users it could be seen of, how many took up something of that field.</summary>
    public Tally AllTakers { get; init; }

    /// <summary>Interactions of our audience by tag.</summary>
    public IReadOnlyDictionary<string, long> OwnTags { get; init; } = new Dictionary<string, long>();

    /// <summary>Interactions of the partner's audience by tag, in our tags (mapped).</summary>
    public IReadOnlyDictionary<string, long> PartnerTags { get; init; } = new Dictionary<string, long>();

    /// <summary>Prices our audience pays.</summary>
    public PriceProfile OwnPrices { get; init; }

    /// <summary>Prices of the partner's offers.</summary>
    public PriceProfile PartnerPrices { get; init; }

    /// <summary>Of mentions of the brand with an opinion, how many are positive.</summary>
    public Tally Positive { get; init; }

    /// <summary>Of joint actions (its campaigns, deliveries), how many went wrong.</summary>
    public Tally Incidents { get; init; }
}
