using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Delivery;

/// <summary>How a campaign departs from its forecast.</summary>
public enum DeliveryAlertKind
{
    /// <summary>Fewer impressions than the forecast's lower end.</summary>
    UnderDelivery,

    /// <summary>More impressions than its upper end.</summary>
    OverDelivery,

    /// <summary>The budget is gone while a tenth or more of the window is left.</summary>
    BudgetGoneEarly,
}

/// <summary>What most of a departure comes from.</summary>
public enum DeliveryCause
{
    /// <summary>The placements were asked for less often than forecast.</summary>
    LittleTraffic,

    /// <summary>They were asked for more often.</summary>
    MuchTraffic,

    /// <summary>Who came was outside the segment, unknown, or wants no promotions.</summary>
    Segment,

    /// <summary>It is rolled out to a part of the users.</summary>
    Rollout,

    /// <summary>More was held out than expected.</summary>
    Holdout,

    /// <summary>The same users came again and may see it no more often.</summary>
    Frequency,

    /// <summary>The pace held the budget back.</summary>
    Pace,

    /// <summary>What may be spent in a day was spent.</summary>
    DailyCap,

    /// <summary>The budget is spent.</summary>
    Budget,

    /// <summary>Other campaigns went first.</summary>
    OtherCampaigns,

    /// <summary>A side paused it, switched it off or took its creatives out.</summary>
    Held,

    /// <summary>More of what was asked for could be filled than was expected.</summary>
    FewerLimits,

    /// <summary>It was shown, but requests for its placements are not on record.</summary>
    Unrecorded,
}

/// <summary>A departure of a campaign from its forecast.</summary>
/// <param name="Kind">How it departs.</param>
/// <param name="Cause">What most of it comes from.</param>
/// <param name="Day">The last whole day that was judged.</param>
/// <param name="Actual">Impressions up to its end.</param>
/// <param name="Bound">The end of the forecast's range that they passed; for a budget that is gone, what was expected; 0 where there is no forecast.</param>
public sealed record DeliveryAlert(DeliveryAlertKind Kind, DeliveryCause Cause, DateOnly Day, long Actual, long Bound)
{
    /// <summary>What is the matter, in words.</summary>
    public MarketingText Sentence =>
        MarketingText.Of($"DeliveryAlert{Kind}{(IsUnforecast ? "Unforecast" : "")}", Actual, Bound, $"{Day:yyyy-MM-dd}");

    /// <summary>Whether it was held against the pace alone: a forecast that is undercut is one of 1 impression at least.</summary>
    private bool IsUnforecast => Bound == 0 && Kind != DeliveryAlertKind.OverDelivery;

    /// <summary>Why, in words.</summary>
    public MarketingText Why => MarketingText.Of($"DeliveryCause{Cause}");

    /// <summary>What to do, in words.</summary>
    public MarketingText Cure => MarketingText.Of($"DeliveryCure{Cause}");
}
