namespace Kuajie.Marketing.Simulation;

/// <summary>
/// How the users of one side visit and respond. On a visit the page shows a list of the other side's items and, unless the arm's limit is reached, the promotion: an exposure. Log odds add up:
/// logit p = logit(conversion) + matchWeight · (match − ½) + arm − fatigue · exposures remembered + priceElasticity · ln(price factor) + season.
/// </summary>
public sealed record SideResponse
{
    /// <summary>Mean probability that a user visits on a day, 0 … 0.95. Default 0.3.</summary>
    public double VisitsPerDay { get; init; } = 0.3;

    /// <summary>How differently active users are: standard deviation of the logarithm, 0 … 2. Default 0.6.</summary>
    public double ActivitySpread { get; init; } = 0.6;

    /// <summary>Probability that a first exposure at half a match converts, 0.0001 … 0.9. Default 0.03.</summary>
    public double Conversion { get; init; } = 0.03;

    /// <summary>What a full match of the list with the user's tastes is worth over none, in log odds, −10 … 10. Default 0: the list does not matter.</summary>
    public double MatchWeight { get; init; }

    /// <summary>What each exposure that is remembered takes away, in log odds, 0 … 5. Default 0.</summary>
    public double Fatigue { get; init; }

    /// <summary>Days after which an exposure is half forgotten, 0.1 … 365. Default 7.</summary>
    public double RecoveryDays { get; init; } = 7;

    /// <summary>Log odds per unit of ln(price factor), −20 … 0. Default 0.</summary>
    public double PriceElasticity { get; init; }

    /// <summary>Probability that a visit ends with a purchase on the own platform, 0.0001 … 0.9. Default 0.02.</summary>
    public double OwnPurchase { get; init; } = 0.02;

    /// <summary>Probability that a visit brings a search on the own platform, 0 … 0.9. Default 0.</summary>
    public double OwnSearch { get; init; }

    /// <summary>Probability that a visit brings a mention on the own platform: a comment or a share, 0 … 0.9. Default 0.</summary>
    public double OwnMention { get; init; }

    /// <summary>What a conversion is paid at a price factor of 1, in minor units, 0 … 1,000,000,000. Default 9,900.</summary>
    public long PriceMinorUnits { get; init; } = 9_900;

    /// <summary>What a conversion costs those who deliver, in minor units, 0 … 1,000,000,000. Default 0.</summary>
    public long UnitCostMinorUnits { get; init; }

    /// <summary>What an exposure costs, in minor units, 0 … 1,000,000. Default 0.</summary>
    public long ExposureCostMinorUnits { get; init; }

    /// <summary>What a purchase on the own platform earns, in minor units, 0 … 1,000,000,000. Default 4,900.</summary>
    public long OwnValueMinorUnits { get; init; } = 4_900;
}
