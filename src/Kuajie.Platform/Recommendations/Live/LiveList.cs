using System.Collections;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>An answer.</summary>
/// <param name="ListId">Sortable id; later events refer to it.</param>
/// <param name="At">When it was made.</param>
/// <param name="Standing">What was known of the user with the first target.</param>
/// <param name="Items">First place first.</param>
/// <param name="NextCursor">Where the next page begins, or null where nothing is left or pages end.</param>
/// <param name="Seed">Seed of the draw, or null where nothing was left to chance.</param>
/// <param name="Span">Which time a trend is of; null for other lists.</param>
public sealed record LiveList(
    string ListId,
    DateTimeOffset At,
    UserStanding Standing,
    LiveListItem[] Items,
    string? NextCursor,
    ulong? Seed,
    TrendSpan? Span = null
);

/// <summary>One place of an answer.</summary>
/// <param name="Domain">The item's domain.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Title">Its title, or null.</param>
/// <param name="Score">The model's score, boosts included; comparable within one domain of a list only.</param>
/// <param name="Slot">How it came to its place, see <see cref="SlotNames"/>.</param>
/// <param name="Propensity">How probable its place was, or null where nothing was left to chance.</param>
/// <param name="ModelVersion">The version that scored it, or null.</param>
/// <param name="Reasons">Why it is here; empty where reasons were not asked for.</param>
public readonly record struct LiveListItem(
    string Domain,
    string ItemId,
    string? Title,
    double Score,
    string Slot,
    double? Propensity,
    string? ModelVersion,
    IReadOnlyList<Reason> Reasons
);

/// <summary>How an item came to its place.</summary>
public static class SlotNames
{
    /// <summary>By its score.</summary>
    public const string Ranked = "ranked";

    /// <summary>By a draw, with a propensity.</summary>
    public const string Explored = "explored";

    /// <summary>The request fixed it.</summary>
    public const string Pinned = "pinned";

    /// <summary>By its score among those a share of the places is kept for.</summary>
    public const string Promoted = "promoted";
}

/// <summary>The places of an answer as an impression tells them; made when they are written, not when the answer is.</summary>
internal sealed class ShownItems(LiveListItem[] items) : IReadOnlyList<ImpressionItem>
{
    public int Count => items.Length;

    public ImpressionItem this[int index]
    {
        get
        {
            ref readonly var item = ref items[index];
            return new ImpressionItem(item.Domain, item.ItemId, index + 1, item.ModelVersion, item.Slot, item.Score, item.Propensity);
        }
    }

    public IEnumerator<ImpressionItem> GetEnumerator()
    {
        for (var place = 0; place < items.Length; place++)
        {
            yield return this[place];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
