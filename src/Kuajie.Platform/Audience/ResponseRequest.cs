using Kuajie.Marketing.Response;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Audience;

/// <summary>Which response of a domain's users is to be learnt.</summary>
public sealed record ResponseRequest
{
    /// <summary>The domain whose users and items are looked at.</summary>
    public required string Domain { get; init; }

    /// <summary>What is predicted. Default conversion.</summary>
    public ResponseOutcome Outcome { get; init; } = ResponseOutcome.Conversion;

    /// <summary>What a row is. Default <see cref="UsualOccasion"/> of a conversion.</summary>
    public ResponseOccasion Occasion { get; init; } = ResponseOccasion.View;

    /// <summary>How long after the occasion something counts as its outcome. Default 14 days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(UsualDays(ResponseOutcome.Conversion));

    /// <summary>Other domains whose items count where they were shown to users of this one. Default none.</summary>
    public IReadOnlyList<string> OtherDomains { get; init; } = [];

    /// <summary>Time zone of the part of the day and of the weekday, by its IANA name. Default UTC.</summary>
    public string TimeZone { get; init; } = DomainZones.Usual;

    /// <summary>Places of shown lists at most, the latest. Default 200,000.</summary>
    public int MostPlaces { get; init; } = 200_000;

    /// <summary>Users at most, the latest. Default 50,000.</summary>
    public int MostUsers { get; init; } = 50_000;

    /// <summary>Interactions of one user at most, the latest. Default 1,000.</summary>
    public int MostOfUser { get; init; } = 1_000;

    /// <summary>What a row is where nobody says: what was shown for clicks, what was looked at for everything else.</summary>
    public static ResponseOccasion UsualOccasion(ResponseOutcome outcome) =>
        outcome == ResponseOutcome.Click ? ResponseOccasion.Impression : ResponseOccasion.View;

    /// <summary>Days of the window where nobody says: 1 for clicks, 14 for everything else.</summary>
    public static int UsualDays(ResponseOutcome outcome) => outcome == ResponseOutcome.Click ? 1 : 14;

    /// <summary>How models are trained; its outcome delay is the window.</summary>
    public ResponseOptions Options { get; init; } = new();

    /// <summary>The domain and the others. Only a click says which list led to it, so only clicks are known of items of other domains.</summary>
    internal IReadOnlyList<string> Domains => Outcome == ResponseOutcome.Click ? [Domain, .. OtherDomains] : [Domain];
}

/// <summary>What an observation begins with.</summary>
public enum ResponseOccasion
{
    /// <summary>A user looks at an item (views or clicks it), the first time in as long as the window.</summary>
    View = 1,

    /// <summary>An item stands in a list that a user was shown.</summary>
    Impression = 2,
}
