using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Algorithms.Ranking.Exploration;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>What a program wants recommended, and to whom.</summary>
public sealed record LiveRequest
{
    /// <summary>The domain of user and visit; the caller's own.</summary>
    public required string UserDomain { get; init; }

    /// <summary>The user, or null for a visitor.</summary>
    public string? UserId { get; init; }

    /// <summary>The visit, or null. Together with a user: what was done in it before the user was known counts too.</summary>
    public string? SessionId { get; init; }

    /// <summary>What the request itself says was done, beside what is known; items by their domain.</summary>
    public IReadOnlyList<Interaction> Interactions { get; init; } = [];

    /// <summary>Domains whose items are wanted. Empty: those of <see cref="UserDomain"/>.</summary>
    public IReadOnlyList<LiveTarget> Targets { get; init; } = [];

    /// <summary>Length of the list. Default 10.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Which items may be in the list.</summary>
    public ItemFilter Filter { get; init; } = ItemFilter.None;

    /// <summary>Whether items the user touched already may be in it. Default: they may not.</summary>
    public bool IncludeSeen { get; init; }

    /// <summary>What is to stand higher or lower than it would.</summary>
    public IReadOnlyList<Boost> Boosts { get; init; } = [];

    /// <summary>Items at fixed places of the first page.</summary>
    public IReadOnlyList<PinnedItem> Pinned { get; init; } = [];

    /// <summary>Places kept for items under a filter.</summary>
    public IReadOnlyList<PromotedShare> Promoted { get; init; } = [];

    /// <summary>How to make the list diverse, or null. Not together with <see cref="Exploration"/>.</summary>
    public ListDiversity? Diversity { get; init; }

    /// <summary>How to explore, or null. Visitors of whom nothing is known are explored for anyway.</summary>
    public ListExploration? Exploration { get; init; }

    /// <summary>Seed of the exploration; null for one of the list's own.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Where the former page of this list ended; null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Most reasons per item. Default 0: none are looked for.</summary>
    public int MostReasons { get; init; }

    /// <summary>The placement's name, recorded with the list, or null.</summary>
    public string? Scene { get; init; }

    /// <summary>The version that is to make the list for the target it recommends, whether it serves or not; null for the one that serves.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>Whether the list is only to be looked at: nothing is learnt from the request.</summary>
    public bool IsPreview { get; init; }

    /// <summary>The arm of an experiment, recorded with the list, or null.</summary>
    public string? Arm { get; init; }
}

/// <summary>A domain whose items are wanted.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Share">Its share of the ranked places, above 0 and at most 1; null for an equal part of what the others leave.</param>
public sealed record LiveTarget(string Domain, double? Share = null);

/// <summary>
/// Items under a filter count more or less: their score, moved and scaled to 0 … 1 over the domain's items that may be in the list, is multiplied. Boosts that meet in an
/// item multiply.
/// </summary>
/// <param name="Filter">Which items; availability does not matter here.</param>
/// <param name="Factor">0 … 100; below 1 they stand lower.</param>
public sealed record Boost(ItemFilter Filter, double Factor);

/// <summary>An item that stands at a place of the first page whatever its score; left out where the catalog has it no longer, it may not be recommended, or the caller may not show it.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Position">Place from 1.</param>
/// <param name="Domain">Its domain; null for the first target.</param>
public sealed record PinnedItem(string ItemId, int Position, string? Domain = null);

/// <summary>A share of the places, evenly spread, for the best items under a filter. Places that no such item fills are ranked as usual.</summary>
/// <param name="Filter">Which items, beside the list's own filter.</param>
/// <param name="Share">Share of the list's length, 0 … 1, rounded down to whole places but at least one.</param>
public sealed record PromotedShare(ItemFilter Filter, double Share);
