using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Marketing.Delivery;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Outcomes;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>What a simulated campaign came to: the truth, and beside it what its partners are told.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">The domain that pays.</param>
/// <param name="Partner">The other one.</param>
/// <param name="Host">The domain whose users saw it.</param>
/// <param name="Promoted">The domain that was shown.</param>
/// <param name="Standing">Where it stands at the end.</param>
/// <param name="Currency">Currency of its amounts.</param>
/// <param name="BudgetMinorUnits">What could be spent.</param>
/// <param name="SpentMinorUnits">What was spent.</param>
/// <param name="Reached">Users it was shown to.</param>
/// <param name="HeldOut">Users it would have been shown to, were they not held out.</param>
/// <param name="Creatives">Its creatives.</param>
/// <param name="Effects">What it caused, and whether the outcome report's intervals hold that.</param>
/// <param name="Goal">What its choice of creatives was to bring about.</param>
/// <param name="Regret">What that choice gave away.</param>
/// <param name="Forecast">What was forecast before it began.</param>
/// <param name="Notes">What the outcome report has to say beside its figures.</param>
public sealed record SimulatedCampaignReport(
    string Name,
    string Owner,
    string Partner,
    string Host,
    string Promoted,
    CampaignStanding Standing,
    string Currency,
    long BudgetMinorUnits,
    long SpentMinorUnits,
    long Reached,
    long HeldOut,
    IReadOnlyList<SimulatedCreative> Creatives,
    IReadOnlyList<SimulatedEffect> Effects,
    CampaignGoal Goal,
    CreativeRegret Regret,
    SimulatedForecast Forecast,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Whether no more was spent than agreed.</summary>
    public bool IsWithinBudget => SpentMinorUnits <= BudgetMinorUnits;
}

/// <summary>What was forecast of a campaign when it was agreed, beside what came. Ranges hold the truth with <see cref="DeliveryForecast.Level"/>.</summary>
/// <param name="Impressions">Impressions; null where too little was on record.</param>
/// <param name="Reach">Users; null where too little was on record.</param>
/// <param name="Delivered">Impressions that came.</param>
public sealed record SimulatedForecast(ForecastRange? Impressions, ForecastRange? Reach, long Delivered)
{
    /// <summary>Whether the range held what came; null without a range.</summary>
    public bool? Holds => Impressions is { } range ? range.Low <= Delivered && Delivered <= range.High : null;
}

/// <summary>A creative: what is true of it, and what became of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Click">True probability that an impression is clicked.</param>
/// <param name="Conversion">True probability that a click converts.</param>
/// <param name="Impressions">How often it was shown.</param>
/// <param name="Clicks">Clicks.</param>
/// <param name="Conversions">Conversions.</param>
/// <param name="Goal">True probability that an impression reaches the campaign's goal: what a decision would bring, were it shown alone.</param>
/// <param name="Alone">What the preview says that it would have brought alone; null where it does not tell.</param>
public sealed record SimulatedCreative(
    string Name,
    double Click,
    double Conversion,
    long Impressions,
    long Clicks,
    long Conversions,
    double Goal,
    EffectInterval? Alone
)
{
    /// <summary>Whether the preview's interval holds the truth; null without an interval.</summary>
    public bool? IsCovered => Alone is { } told ? told.Low <= Goal && Goal <= told.High : null;

    /// <summary>True probability that who saw it looks for it on the promoted side.</summary>
    public double Search { get; init; }

    /// <summary>True probability that who saw it mentions it there.</summary>
    public double Mention { get; init; }
}

/// <summary>A measure of the outcome report beside the truth; both on one user it was shown to, or on a share as a whole.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Side">Where.</param>
/// <param name="Name">Its name, in the current language.</param>
/// <param name="Truth">The true effect: expected from the creatives' probabilities and what each user was shown.</param>
/// <param name="TrueLift">The true effect over what the same users did without the campaign; null where they did nothing.</param>
/// <param name="Observed">The effect as read against the holdout; null without data enough.</param>
/// <param name="ObservedLift">The lift as read; null without data enough.</param>
public sealed record SimulatedEffect(
    OutcomeMeasureKind Kind,
    OutcomeSide Side,
    string Name,
    double Truth,
    double? TrueLift,
    EffectInterval? Observed,
    EffectInterval? ObservedLift
)
{
    /// <summary>Whether the interval holds the truth; null without an interval.</summary>
    public bool? IsCovered => Observed is { } seen ? seen.Low <= Truth && Truth <= seen.High : null;

    /// <summary>Whether the lift's interval holds the true lift; null where either is not known.</summary>
    public bool? IsLiftCovered => ObservedLift is { } seen && TrueLift is { } lift ? seen.Low <= lift && lift <= seen.High : null;
}
