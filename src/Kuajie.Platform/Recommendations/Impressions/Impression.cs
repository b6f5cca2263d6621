namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>A recommendation list as it was shown: what experiments, attribution and off-policy estimates stand on.</summary>
/// <param name="ListId">The list's id; later events refer to it.</param>
/// <param name="At">When it was made.</param>
/// <param name="UserDomain">The domain whose user or visitor saw it.</param>
/// <param name="UserId">Who, or null for a visitor.</param>
/// <param name="SessionId">In which visit, or null.</param>
/// <param name="Scene">The placement, or null.</param>
/// <param name="Arm">The arm of an experiment, or null.</param>
/// <param name="Items">In the order shown; may be empty.</param>
public sealed record Impression(
    string ListId,
    DateTimeOffset At,
    string UserDomain,
    string? UserId,
    string? SessionId,
    string? Scene,
    string? Arm,
    IReadOnlyList<ImpressionItem> Items
);

/// <summary>One place of a shown list.</summary>
/// <param name="Domain">The item's domain.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Position">Place in the list, from 1.</param>
/// <param name="ModelVersion">The version that scored it, or null where no model did.</param>
/// <param name="Slot">How it came to its place: ranked, pinned, promoted, …; null where that is not told.</param>
/// <param name="Score">The model's score.</param>
/// <param name="Propensity">How probable its place was, or null where nothing was left to chance.</param>
public readonly record struct ImpressionItem(
    string Domain,
    string ItemId,
    int Position,
    string? ModelVersion,
    string? Slot,
    double Score,
    double? Propensity
);
