namespace Kuajie.Platform.Campaigns.Life;

/// <summary>What was last decided about a campaign; whether it runs follows from that and the clock (<see cref="CampaignStanding"/>). The number is stored; never renumber.</summary>
public enum CampaignState
{
    /// <summary>Being written: may be changed and removed.</summary>
    Draft = 1,

    /// <summary>Before the partner, who approves or rejects it.</summary>
    Proposed = 2,

    /// <summary>Approved: runs by itself within its window.</summary>
    Approved = 3,

    /// <summary>Ended by one side, for good.</summary>
    Stopped = 4,

    /// <summary>Ended at once by the kill switch of one side, for good.</summary>
    Killed = 5,
}

/// <summary>A side of a campaign.</summary>
public enum CampaignSide
{
    /// <summary>The domain that defined it and pays.</summary>
    Owner = 1,

    /// <summary>The domain it was proposed to.</summary>
    Partner = 2,
}

/// <summary>Where a campaign stands at a moment.</summary>
public enum CampaignStanding
{
    /// <summary>Being written.</summary>
    Draft = 1,

    /// <summary>Before the partner.</summary>
    Proposed = 2,

    /// <summary>Approved; its window has not opened.</summary>
    Scheduled = 3,

    /// <summary>Within its window: decisions take it.</summary>
    Running = 4,

    /// <summary>Within or before its window, held by a side.</summary>
    Paused = 5,

    /// <summary>Ended by a side.</summary>
    Stopped = 6,

    /// <summary>Ended by a kill switch.</summary>
    Killed = 7,

    /// <summary>Its window is over.</summary>
    Closed = 8,
}

/// <summary>A campaign as it is kept: a joint promotion of two domains.</summary>
/// <param name="CampaignId">Sortable id, unique for ever.</param>
/// <param name="Owner">The domain that defined it and pays.</param>
/// <param name="Partner">The other domain.</param>
/// <param name="Name">Its name: among the campaigns that either side sees there is no other of it.</param>
/// <param name="State">What was last decided.</param>
/// <param name="IsPausedByOwner">Whether the owner holds it.</param>
/// <param name="IsPausedByPartner">Whether the partner holds it.</param>
/// <param name="DefinitionJson">A <see cref="CampaignDefinition"/>.</param>
/// <param name="ReviewsJson">What the sides said of its creatives (<see cref="CreativeReview"/>).</param>
/// <param name="HistoryJson">What was decided, oldest first (<see cref="CampaignStep"/>).</param>
/// <param name="ChangedAt">When it was changed last.</param>
public sealed record Campaign(
    string CampaignId,
    string Owner,
    string Partner,
    string Name,
    CampaignState State,
    bool IsPausedByOwner,
    bool IsPausedByPartner,
    string DefinitionJson,
    string ReviewsJson,
    string HistoryJson,
    DateTimeOffset ChangedAt
)
{
    /// <summary>The side that a domain is of, or null.</summary>
    public CampaignSide? SideOf(string domain) =>
        string.Equals(domain, Owner, StringComparison.Ordinal) ? CampaignSide.Owner
        : string.Equals(domain, Partner, StringComparison.Ordinal) ? CampaignSide.Partner
        : null;

    /// <summary>Where it stands at a moment.</summary>
    /// <param name="definition">Its definition.</param>
    /// <param name="now">The moment.</param>
    public CampaignStanding StandingAt(CampaignDefinition definition, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return State switch
        {
            CampaignState.Draft => CampaignStanding.Draft,
            CampaignState.Proposed => CampaignStanding.Proposed,
            CampaignState.Stopped => CampaignStanding.Stopped,
            CampaignState.Killed => CampaignStanding.Killed,
            _ when now >= definition.EndsAt => CampaignStanding.Closed,
            _ when IsPausedByOwner || IsPausedByPartner => CampaignStanding.Paused,
            _ when now < definition.StartsAt => CampaignStanding.Scheduled,
            _ => CampaignStanding.Running,
        };
    }
}

/// <summary>What a side says of a creative.</summary>
/// <param name="Creative">The creative.</param>
/// <param name="Side">The side.</param>
/// <param name="IsApproved">Whether it may be shown.</param>
/// <param name="Note">What was said about it, or null.</param>
/// <param name="At">When.</param>
/// <param name="By">The caller's id.</param>
public sealed record CreativeReview(string Creative, CampaignSide Side, bool IsApproved, string? Note, DateTimeOffset At, string By);

/// <summary>Something that was decided about a campaign.</summary>
/// <param name="At">When.</param>
/// <param name="By">The caller's id.</param>
/// <param name="Side">For which side.</param>
/// <param name="Action">What: <c>define</c>, <c>propose</c>, <c>approve</c>, <c>reject</c>, <c>review</c>, <c>pause</c>, <c>start</c>, <c>stop</c> or <c>kill</c>.</param>
/// <param name="Note">What was said about it, or null.</param>
public sealed record CampaignStep(DateTimeOffset At, string By, CampaignSide Side, string Action, string? Note);

/// <summary>That a domain shows nothing of campaigns with another: the kill switch for a whole partner.</summary>
/// <param name="Domain">The domain that switched.</param>
/// <param name="Partner">The other one.</param>
/// <param name="IsOff">Whether campaigns of the two are off.</param>
/// <param name="ChangedAt">When it was switched.</param>
public sealed record CampaignSwitch(string Domain, string Partner, bool IsOff, DateTimeOffset ChangedAt);

/// <summary>That a user wants no promotions.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="UserId">The user as stored.</param>
/// <param name="At">Since when.</param>
public sealed record PromotionRefusal(string Domain, string UserId, DateTimeOffset At);
