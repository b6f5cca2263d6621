using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Datasets;

/// <summary>One domain's share of an <see cref="InteractionDataset"/>: who (by dataset user index) did how much with what, and when.</summary>
public sealed class DomainInteractions
{
    private readonly int[] userIndexes;
    private readonly long[] unixSeconds;

    /// <summary>Wraps ready parts without copying them.</summary>
    /// <param name="domain">The domain's name, for example <c>knowledge</c>.</param>
    /// <param name="users">The domain's own user ids; index = place in <paramref name="userIndexes"/>.</param>
    /// <param name="userIndexes">Shape users.Count: the dataset user index of each of the domain's users.</param>
    /// <param name="items">The domain's item ids; index = column of <paramref name="interactions"/>.</param>
    /// <param name="interactions">Dataset users × items: positive weights.</param>
    /// <param name="unixSeconds">Shape entries, aligned with the matrix: time of the latest interaction; empty where the data has no times.</param>
    /// <exception cref="ArgumentException">The parts do not fit each other.</exception>
    public DomainInteractions(string domain, IdMap users, int[] userIndexes, IdMap items, SparseMatrix interactions, long[] unixSeconds)
    {
        ArgumentException.ThrowIfNullOrEmpty(domain);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(userIndexes);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(unixSeconds);
        if (userIndexes.Length != users.Count)
        {
            throw new ArgumentException(
                $"Found {userIndexes.Length} user indexes; expected {users.Count}, one for each user of {domain}.",
                nameof(userIndexes)
            );
        }
        if (interactions.ColumnCount != items.Count)
        {
            throw new ArgumentException(
                $"Found {interactions.ColumnCount} columns; expected {items.Count}, one for each item of {domain}.",
                nameof(interactions)
            );
        }
        if (unixSeconds.Length != 0 && unixSeconds.Length != interactions.EntryCount)
        {
            throw new ArgumentException(
                $"Found {unixSeconds.Length} times; expected none or {interactions.EntryCount}, one for each entry.",
                nameof(unixSeconds)
            );
        }
        Domain = domain;
        Users = users;
        this.userIndexes = userIndexes;
        Items = items;
        Interactions = interactions;
        this.unixSeconds = unixSeconds;
    }

    /// <summary>The domain's name.</summary>
    public string Domain { get; }

    /// <summary>The domain's own user ids.</summary>
    public IdMap Users { get; }

    /// <summary>Shape Users.Count: dataset user index of each of the domain's users.</summary>
    public ReadOnlyMemory<int> UserIndexes => userIndexes;

    /// <summary>The domain's item ids.</summary>
    public IdMap Items { get; }

    /// <summary>Dataset users × items: positive weights.</summary>
    public SparseMatrix Interactions { get; }

    /// <summary>Shape entries: time of the latest interaction of each entry in seconds since 1970 UTC; empty where unknown.</summary>
    public ReadOnlyMemory<long> UnixSeconds => unixSeconds;

    /// <summary>What the items are about, or null where nothing is known of it. A row for each item.</summary>
    public ItemContent? Content { get; private init; }

    /// <summary>Whether anything is known of what the items are about; of no items, no content is everything.</summary>
    public bool HasContent => Content is { } content && (Items.Count == 0 || content.Terms.EntryCount > 0 || content.VectorLength > 0);

    /// <summary>The same interactions with a content.</summary>
    /// <exception cref="ArgumentException">It has another number of items.</exception>
    public DomainInteractions WithContent(ItemContent? content) =>
        content is null || content.Terms.RowCount == Items.Count
            ? new DomainInteractions(Domain, Users, userIndexes, Items, Interactions, unixSeconds) { Content = content }
            : throw new ArgumentException(
                $"Found content of {content.Terms.RowCount} items; expected {Items.Count}, one for each item of {Domain}.",
                nameof(content)
            );

    /// <summary>The same users, items and content with other interactions.</summary>
    /// <param name="interactions">Dataset users × items.</param>
    /// <param name="newUnixSeconds">Shape entries, or empty.</param>
    public DomainInteractions WithInteractions(SparseMatrix interactions, long[] newUnixSeconds) =>
        new(Domain, Users, userIndexes, Items, interactions, newUnixSeconds) { Content = Content };

    /// <summary>The dataset user index of one of the domain's user ids, or −1.</summary>
    public int UserIndexOf(string userId)
    {
        var index = Users.IndexOf(userId);
        return index < 0 ? -1 : UserIndexes.Span[index];
    }

    /// <summary>What one user did in this domain.</summary>
    public DomainHistory HistoryOf(int userIndex)
    {
        var start = Interactions.RowOffsets.Span[userIndex];
        var length = Interactions.RowLength(userIndex);
        return new DomainHistory(
            Interactions.Columns.Slice(start, length),
            Interactions.Values.Slice(start, length),
            UnixSeconds.Length == 0 ? default : UnixSeconds.Slice(start, length)
        );
    }
}
