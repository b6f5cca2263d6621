using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Marketing.Amounts;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Outcomes;

/// <summary>What of a user's doings a measure counts.</summary>
public enum OutcomeMeasureKind
{
    /// <summary>Things done, however small.</summary>
    Activity,

    /// <summary>Whether the user came back a week or more after the first impression; users seen for less than that are left out.</summary>
    Returned,

    /// <summary>Searches: how much the user looks for things there.</summary>
    Searches,

    /// <summary>Whether the user did something there for the first time ever.</summary>
    Newcomers,

    /// <summary>Whether the user enrolled or purchased.</summary>
    Buyers,

    /// <summary>What was enrolled in or purchased at the catalog's prices, in whole units of the campaign's currency.</summary>
    Sales,

    /// <summary>Of all searches of the users on both sides, the share on the promoted side: how far it is looked for.</summary>
    SearchShare,

    /// <summary>Of all comments and shares of the users on both sides, the share on the promoted side: how far it is talked about.</summary>
    MentionShare,
}

/// <summary>Where a measure looks.</summary>
public enum OutcomeSide
{
    /// <summary>The domain whose users see the campaign.</summary>
    Host,

    /// <summary>The domain that is shown, through linked users.</summary>
    Promoted,

    /// <summary>Both in one.</summary>
    Both,
}

/// <summary>A measure: users the campaign was shown to against those it was kept from.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Side">Where.</param>
/// <param name="Report">The answer in words, corrected for the measures beside it.</param>
/// <param name="Total">What the campaign caused in all: the effect on one user times the users reached; null of a share and without data enough.</param>
public sealed record OutcomeMeasure(OutcomeMeasureKind Kind, OutcomeSide Side, MetricReport Report, EffectInterval? Total);

/// <summary>What a campaign caused, held against users it was kept from by lot.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="From">When its window opened.</param>
/// <param name="Until">Until when was looked: its end, and the days within which outcomes count, or now.</param>
/// <param name="IsOver">Whether that time is over; before, figures come and go.</param>
/// <param name="Reached">Users it was shown to.</param>
/// <param name="HeldOut">Users it would have been shown to, were they not held out.</param>
/// <param name="Crossed">Users who were both; they count in neither.</param>
/// <param name="Split">Whether the two are as many as their shares say; null without a holdout.</param>
/// <param name="Measures">The measures; none without a holdout.</param>
/// <param name="Delivery">What it cost and how often it was shown.</param>
public sealed record CampaignOutcome(
    Campaign Campaign,
    CampaignDefinition Definition,
    DateTimeOffset From,
    DateTimeOffset Until,
    bool IsOver,
    long Reached,
    long HeldOut,
    int Crossed,
    SampleRatioCheck? Split,
    IReadOnlyList<OutcomeMeasure> Measures,
    CampaignDelivery Delivery
)
{
    /// <summary>What was sold on both sides because of it, in minor units; null without data enough.</summary>
    public EffectInterval? Sales =>
        Measures.FirstOrDefault(each => each is { Kind: OutcomeMeasureKind.Sales, Side: OutcomeSide.Both })?.Total is { } total
            ? new EffectInterval(total.Value * Minor, total.Low * Minor, total.High * Minor)
            : null;

    private long Minor => CurrencyUnits.ToMinor(1, Definition.Currency);

    /// <summary>What has to be known to read it, in the current language.</summary>
    public IReadOnlyList<string> Notes =>
        Split is null ? [OutcomeTexts.NoHoldout]
        : Split.IsBroken ? [$"{Measures[0].Report.Verdict.Sentence}", .. Unfinished]
        : [.. Unfinished];

    private IEnumerable<string> Unfinished => IsOver ? [] : [OutcomeTexts.NotOver];

    /// <summary>(sales − cost) / cost; null without data enough, or where it cost nothing.</summary>
    public EffectInterval? Return =>
        Sales is { } sales && Delivery.SpentMinorUnits is > 0 and var cost
            ? new EffectInterval((sales.Value - cost) / cost, (sales.Low - cost) / cost, (sales.High - cost) / cost)
            : null;
}
