using Kuajie.Marketing.Response;

namespace Kuajie.Platform.Audience;

/// <summary>Which response of a domain's users is to be learnt.</summary>
public sealed record ResponseRequest
{
    /// <summary>The domain whose users and items are looked at.</summary>
    public required string Domain { get; init; }

    /// <summary>What is predicted.</summary>
    public ResponseOutcome Outcome { get; init; } = ResponseOutcome.Conversion;

    /// <summary>What a row is.</summary>
    public ResponseOccasion Occasion { get; init; } = ResponseOccasion.View;

    /// <summary>How long after the occasion something counts as its outcome. Default 14 days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Users at most, the latest. Default 50,000.</summary>
    public int MostUsers { get; init; } = 50_000;

    /// <summary>Interactions of one user at most, the latest. Default 1,000.</summary>
    public int MostOfUser { get; init; } = 1_000;

    /// <summary>How models are trained; its outcome delay is the window.</summary>
    public ResponseOptions Options { get; init; } = new();
}

/// <summary>What an observation begins with.</summary>
public enum ResponseOccasion
{
    /// <summary>A user looks at an item (views or clicks it), the first time in as long as the window.</summary>
    View = 1,

    /// <summary>An item stands in a list that a user was shown.</summary>
    Impression = 2,
}
