using Kuajie.Platform.Users;

namespace Kuajie.Platform.Interactions;

/// <summary>The append-only event store: who did what to which item, when. One conformance suite runs on every implementation.</summary>
public interface IInteractionStore
{
    /// <summary>Domains that have any interaction, with their counts, in name order.</summary>
    IReadOnlyList<InteractionTotals> Totals();

    /// <summary>
    /// One row per (user, item) of a domain: the weights of all its interactions summed, the latest time; flagged users (robots) left out. Ordered by
    /// user, then item (ordinal), so that datasets built twice are equal.
    /// </summary>
    IEnumerable<WeightedInteraction> ReadWeighted(string domain, KindWeights weights, CancellationToken cancellation);

    /// <summary>Every interaction of a domain that has a time, flagged users (robots) left out; user by user (ordinal), the oldest first.</summary>
    IEnumerable<Interaction> ReadTimed(string domain, CancellationToken cancellation);

    /// <summary>The interactions of one user, newest first.</summary>
    IReadOnlyList<Interaction> OfUser(string domain, string userId);

    /// <summary>
    /// Users who did something in a domain after a moment, flagged ones left out; of more than asked for, a sample that is the same whenever it is taken from the same users.
    /// </summary>
    IReadOnlyList<string> ActiveUsers(string domain, DateTimeOffset after, int most);

    /// <summary>Interactions of a domain on each day (UTC) that has any, from the first day to before the second, oldest first; those without a time and those of flagged users are left out.</summary>
    IReadOnlyList<DayCount> PerDay(string domain, DateOnly from, DateOnly until);

    /// <summary>
    /// The users of a domain who did something last, the latest first, then by id; those of whom no time is known stand at the end. Flagged ones are left out unless an id is asked for.
    /// </summary>
    /// <param name="domain">The domain.</param>
    /// <param name="idStart">What the ids begin with; empty for all.</param>
    /// <param name="most">Most users.</param>
    IReadOnlyList<UserActivity> LatestUsers(string domain, string idStart, int most);

    /// <summary>Who did something with an item.</summary>
    /// <param name="domain">The item's domain.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="period">How long the periods are.</param>
    /// <param name="mostPeriods">Most periods; of more, the latest.</param>
    ItemAudience AudienceOf(string domain, string itemId, AudiencePeriod period, int mostPeriods);

    /// <summary>The users who did something with an item, each once, flagged ones left out, in no particular order.</summary>
    IReadOnlyList<string> TakersOf(string domain, string itemId);

    /// <summary>
    /// For each pair: of the source item's users that are linked to (or, within one domain, are) users of the target domain, how many also touched the target item.
    /// </summary>
    /// <param name="pairs">The pairs; the answer has one entry for each, in the same order.</param>
    /// <param name="links">The links between the domains of the pairs, turned either way; none are needed where source and target are one domain.</param>
    IReadOnlyList<ItemPairSupport> Support(IReadOnlyList<ItemPair> pairs, IReadOnlyList<Link> links);

    /// <summary>A hash over everything of the domains that training reads; equal data gives an equal hash.</summary>
    string ContentHash(IReadOnlyList<string> domains);

    /// <summary>
    /// Removes a user's interactions, user record, rejected rows, impressions and the visits the user was seen in from the domain, beyond recovery from the store's
    /// files. Waits for whoever reads or writes the store. Returns the rows removed.
    /// </summary>
    /// <param name="domain">The domain.</param>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Ends the waiting: the rows are gone from every answer then, and from the files with the next erasure or opening.</param>
    long EraseUser(string domain, string userId, CancellationToken cancellation = default);
}

/// <summary>User did kind to item at time with value.</summary>
public sealed record Interaction(string Domain, string UserId, string ItemId, InteractionKind Kind, DateTimeOffset? At, double? Value);

/// <summary>A (user, item) pair with the summed weight of its interactions.</summary>
public readonly record struct WeightedInteraction(string UserId, string ItemId, float Weight, long? UnixSeconds);

/// <summary>What a domain holds.</summary>
public sealed record InteractionTotals(
    string Domain,
    long Interactions,
    long Users,
    long Items,
    long FlaggedUsers,
    DateTimeOffset? First,
    DateTimeOffset? Last
);

/// <summary>How many interactions a day (UTC) had.</summary>
public readonly record struct DayCount(DateOnly Day, long Interactions);

/// <summary>An item the user knows and one that is recommended.</summary>
public readonly record struct ItemPair(string SourceDomain, string SourceItem, string TargetDomain, string TargetItem);

/// <summary>Behind "38 % of fans of … also took": users who touched the source item and have an account in the target domain, and those among them who touched the target item.</summary>
public readonly record struct ItemPairSupport(ItemPair Pair, long SourceUsers, long SharedUsers);
