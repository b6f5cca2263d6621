using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Pacing;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Campaigns.Life;

/// <summary>A campaign that was approved once, made ready for decisions. Immutable.</summary>
internal sealed record ReadyCampaign
{
    public required Campaign Campaign { get; init; }

    public required CampaignDefinition Definition { get; init; }

    /// <summary>The domain whose users see it.</summary>
    public required string Host { get; init; }

    /// <summary>The domain that is shown.</summary>
    public required string Promoted { get; init; }

    /// <summary>Whether a side switched the campaigns of the two off.</summary>
    public required bool IsSwitchedOff { get; init; }

    /// <summary>Which creatives, by their places in the definition, both sides approved.</summary>
    public required int[] Approved { get; init; }

    /// <summary>Whether a bandit has several creatives to choose from.</summary>
    public bool IsLeftToChance => Definition.Ranking != CreativeRanking.Fixed && Approved.Length > 1;

    public required CampaignPrice Price { get; init; }

    public required SpendingPace Pace { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Users kept from it.</summary>
    public required Holdout? HeldOut { get; init; }

    /// <summary>The users it is rolled out to; null for all.</summary>
    public required Holdout? RolledOut { get; init; }

    /// <summary>Who belongs to its segment; null for everybody. A segment that is gone has nobody in it.</summary>
    public required Func<UserProfile, bool>? IsMember { get; init; }

    public required HashSet<InteractionKind> Conversions { get; init; }

    /// <summary>The day of a moment by the campaign's midnights, as yyyymmdd.</summary>
    public int DayOf(DateTimeOffset moment) => Definition.DayOf(moment);

    /// <summary>The day on which what comes in at a moment counts: what comes after the window counts on its last day.</summary>
    public int DayOfOutcome(DateTimeOffset moment) => DayOf(moment < Definition.EndsAt ? moment : Definition.EndsAt.AddTicks(-1));

    /// <summary>Users kept from a campaign, or null where there are none.</summary>
    public static Holdout? HoldoutOf(Campaign campaign, CampaignDefinition definition) =>
        definition.HoldoutShare > 0 ? new Holdout("campaign:" + campaign.CampaignId, definition.HoldoutShare) : null;

    /// <summary>Users a campaign is rolled out to, or null for all.</summary>
    public static Holdout? RolloutOf(Campaign campaign, CampaignDefinition definition) =>
        definition.Rollout < 1 ? new Holdout("rollout:" + campaign.CampaignId, definition.Rollout) : null;

    /// <summary>Which creatives, by their places in the definition, both sides approved.</summary>
    public static int[] ApprovedOf(Campaign campaign, CampaignDefinition definition)
    {
        var reviews = CampaignShelf.ReviewsOf(campaign);
        return
        [
            .. definition
                .Creatives.Index()
                .Where(creative => reviews.Count(each => each.Creative == creative.Item.Name && each.IsApproved) == 2)
                .Select(creative => creative.Index),
        ];
    }

    public static ReadyCampaign Of(Campaign campaign, bool isSwitchedOff, ISegmentStore segments)
    {
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        var host = definition.HostOf(campaign.Owner);
        return new ReadyCampaign
        {
            Campaign = campaign,
            Definition = definition,
            Host = host,
            Promoted = definition.PromotedOf(campaign.Owner),
            IsSwitchedOff = isSwitchedOff,
            Approved = ApprovedOf(campaign, definition),
            Price = CampaignPrice.Of(definition),
            Pace = definition.ToPace(),
            Zone = TimeZoneInfo.FindSystemTimeZoneById(definition.TimeZone),
            HeldOut = HoldoutOf(campaign, definition),
            RolledOut = RolloutOf(campaign, definition),
            IsMember =
                definition.Segment is not { } name ? null
                : segments.Find(host, name) is { } segment ? AudienceSegments.MembershipOf(segment)
                : _ => false,
            Conversions = [.. definition.ConversionKinds.Select(kind => InteractionKinds.Parse(kind)).OfType<InteractionKind>()],
        };
    }
}
