using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Reads how much was done with items, and by whom.</summary>
public interface IItemActivityStore
{
    /// <summary>Interactions with each item since a moment, counted by kind and hour.</summary>
    IEnumerable<ItemActivity> Activity(string domain, DateTimeOffset since);

    /// <summary>When something was done last, as far as times are known; null where nothing was.</summary>
    DateTimeOffset? LastActivity(string domain);

    /// <summary>The latest interactions with each of some items, of any users, latest first and then by user; items nobody touched are left out.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="itemIds">The items.</param>
    /// <param name="most">Most interactions of one item.</param>
    IReadOnlyDictionary<string, IReadOnlyList<Interaction>> OfItems(string domain, IReadOnlyCollection<string> itemIds, int most);

    /// <summary>
    /// The users who share most with one: those with the largest cosine of their sets of items, at least two of them shared, by likeness then id.
    /// </summary>
    IReadOnlyList<(string UserId, double Likeness, int Shared)> UsersLike(string domain, string userId, int most);
}

/// <summary>How often one kind of thing was done with an item in one hour.</summary>
public readonly record struct ItemActivity(string ItemId, InteractionKind Kind, DateTimeOffset At, long Count);
