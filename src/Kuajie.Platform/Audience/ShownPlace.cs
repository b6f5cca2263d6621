using Kuajie.Marketing.Response;

namespace Kuajie.Platform.Audience;

/// <summary>An item that stood before a user: one place of a shown list, or what a campaign showed.</summary>
/// <param name="UserId">Who saw it.</param>
/// <param name="Item">What was shown; it may be of another domain.</param>
/// <param name="At">When.</param>
/// <param name="As">How it was shown.</param>
/// <param name="ClickedAt">When the first click that refers to it came within the window; null for none.</param>
internal sealed record ShownPlace(
    string UserId,
    (string Domain, string ItemId) Item,
    DateTimeOffset At,
    ShownAs As,
    DateTimeOffset? ClickedAt = null
);

/// <summary>How an item is shown. What is null is not known, and counts as missing.</summary>
/// <param name="Position">Place in the list, from 1.</param>
/// <param name="Placement">Where: the scene of a list, the slot of a campaign.</param>
/// <param name="Creative">Campaign and creative, as <c>campaign:creative</c>.</param>
/// <param name="Slot">How it came to its place: ranked, pinned, promoted, campaign ….</param>
/// <param name="Score">The recommender's score.</param>
public sealed record ShownAs(
    int? Position = null,
    string? Placement = null,
    string? Creative = null,
    string? Slot = null,
    double? Score = null
)
{
    /// <summary>The features, in the order of the values.</summary>
    internal static IReadOnlyList<ResponseFeature> Names { get; } =
    [
        new("position", FeatureSort.Number),
        new("slot", FeatureSort.Category),
        new("model score", FeatureSort.Number),
        new("placement", FeatureSort.Category),
        new("creative", FeatureSort.Category),
        new("item domain", FeatureSort.Category),
    ];

    internal FeatureValue[] Values(string itemDomain) =>
        [
            Position is { } position ? FeatureValue.Of(Math.Log(position)) : FeatureValue.Missing,
            Level(Slot),
            Score is { } score && double.IsFinite(score) ? FeatureValue.Of(score) : FeatureValue.Missing,
            Level(Placement),
            Level(Creative),
            FeatureValue.Of(itemDomain),
        ];

    private static FeatureValue Level(string? level) => level is null ? FeatureValue.Missing : FeatureValue.Of(level);
}
