using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Datasets;

/// <summary>
/// Gathers interactions of several domains and the links between their users into an <see cref="InteractionDataset"/>. Users and items are
/// numbered in order of first appearance. Weights of repeated (user, item) pairs add up; the latest time stays.
/// </summary>
public sealed class InteractionDatasetBuilder
{
    private readonly List<DomainRows> domains = [];
    private readonly List<(int FirstDomain, string FirstUser, int SecondDomain, string SecondUser)> links = [];
    private readonly HashSet<(int, int)> sameIdDomains = [];

    /// <summary>Adds a domain and returns its index.</summary>
    public int AddDomain(string domain)
    {
        ArgumentException.ThrowIfNullOrEmpty(domain);
        domains.Add(new DomainRows(domain));
        return domains.Count - 1;
    }

    /// <summary>Makes an item known although nobody touched it yet (a cold item of the catalog).</summary>
    public void AddItem(int domain, string itemId) => domains[domain].ItemIndex(itemId);

    /// <summary>Adds one interaction; rows with a weight of zero or less are left out.</summary>
    /// <param name="domain">Index from <see cref="AddDomain"/>.</param>
    /// <param name="userId">The domain's user id.</param>
    /// <param name="itemId">The domain's item id.</param>
    /// <param name="weight">Positive strength of the interaction.</param>
    /// <param name="unixSeconds">Seconds since 1970 UTC, or null where unknown.</param>
    public void Add(int domain, string userId, string itemId, float weight = 1, long? unixSeconds = null)
    {
        if (weight > 0)
        {
            domains[domain].Add(userId, itemId, weight, unixSeconds);
        }
    }

    /// <summary>States that two ids are one person.</summary>
    public void Link(int firstDomain, string firstUser, int secondDomain, string secondUser) =>
        links.Add((firstDomain, firstUser, secondDomain, secondUser));

    /// <summary>States that equal ids in the two domains are one person.</summary>
    public void LinkSameIds(int firstDomain, int secondDomain) => sameIdDomains.Add((firstDomain, secondDomain));

    /// <summary>Numbers the people and builds one matrix per domain. O(entries · log row length + links).</summary>
    public InteractionDataset Build()
    {
        var people = new DisjointSets(domains.Sum(domain => domain.UserIds.Count));
        var firstNode = new int[domains.Count];
        for (var domain = 1; domain < domains.Count; domain++)
        {
            firstNode[domain] = firstNode[domain - 1] + domains[domain - 1].UserIds.Count;
        }
        JoinLinked(people, firstNode);
        var userOfNode = people.NumberSets(out var userCount);
        return new InteractionDataset(
            userCount,
            [.. domains.Select((domain, index) => domain.Build(userCount, userOfNode.AsSpan(firstNode[index], domain.UserIds.Count)))]
        );
    }

    private void JoinLinked(DisjointSets people, int[] firstNode)
    {
        foreach (var (firstDomain, firstUser, secondDomain, secondUser) in links)
        {
            if (domains[firstDomain].TryUser(firstUser, out var first) && domains[secondDomain].TryUser(secondUser, out var second))
            {
                people.Join(firstNode[firstDomain] + first, firstNode[secondDomain] + second);
            }
        }
        foreach (var (firstDomain, secondDomain) in sameIdDomains)
        {
            for (var first = 0; first < domains[firstDomain].UserIds.Count; first++)
            {
                if (domains[secondDomain].TryUser(domains[firstDomain].UserIds[first], out var second))
                {
                    people.Join(firstNode[firstDomain] + first, firstNode[secondDomain] + second);
                }
            }
        }
    }

    private sealed class DomainRows(string domain)
    {
        private readonly Dictionary<string, int> userIndexes = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> itemIndexes = new(StringComparer.Ordinal);
        private readonly List<string> itemIds = [];
        private readonly List<(int User, int Item, float Weight, long UnixSeconds)> rows = [];
        private bool hasTimes;

        public List<string> UserIds { get; } = [];

        public bool TryUser(string userId, out int index) => userIndexes.TryGetValue(userId, out index);

        public int ItemIndex(string itemId) => Number(itemIndexes, itemIds, itemId);

        public void Add(string userId, string itemId, float weight, long? unixSeconds)
        {
            hasTimes |= unixSeconds is not null;
            rows.Add((Number(userIndexes, UserIds, userId), ItemIndex(itemId), weight, unixSeconds ?? long.MinValue));
        }

        public DomainInteractions Build(int userCount, ReadOnlySpan<int> userOfOwnIndex)
        {
            var userOfOwn = userOfOwnIndex.ToArray();
            var sorted = rows.Select(row => (User: userOfOwn[row.User], row.Item, row.Weight, row.UnixSeconds)).ToArray();
            Array.Sort(sorted, static (a, b) => a.User != b.User ? a.User.CompareTo(b.User) : a.Item.CompareTo(b.Item));
            var offsets = new int[userCount + 1];
            var columns = new List<int>(sorted.Length);
            var values = new List<float>(sorted.Length);
            var times = new List<long>(hasTimes ? sorted.Length : 0);
            for (var place = 0; place < sorted.Length; )
            {
                var (user, item, weight, latest) = sorted[place++];
                for (; place < sorted.Length && sorted[place].User == user && sorted[place].Item == item; place++)
                {
                    weight += sorted[place].Weight;
                    latest = Math.Max(latest, sorted[place].UnixSeconds);
                }
                columns.Add(item);
                values.Add(weight);
                if (hasTimes)
                {
                    times.Add(latest);
                }
                offsets[user + 1]++;
            }
            for (var user = 0; user < userCount; user++)
            {
                offsets[user + 1] += offsets[user];
            }
            var matrix = new SparseMatrix(userCount, itemIds.Count, offsets, [.. columns], [.. values]);
            return new DomainInteractions(domain, new IdMap(UserIds), userOfOwn, new IdMap(itemIds), matrix, [.. times]);
        }

        private static int Number(Dictionary<string, int> indexes, List<string> ids, string id)
        {
            if (!indexes.TryGetValue(id, out var index))
            {
                index = ids.Count;
                indexes.Add(id, index);
                ids.Add(id);
            }
            return index;
        }
    }
}
