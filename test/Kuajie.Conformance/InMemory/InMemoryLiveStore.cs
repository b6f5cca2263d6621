using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;

namespace Kuajie.Conformance.InMemory;

/// <summary>What the live read side reads, out of lists: the plain twin of the real store.</summary>
/// <param name="interactions">What users did.</param>
public sealed class InMemoryLiveStore(InMemoryInteractionStore interactions) : ILiveHistoryStore, IItemActivityStore, IAudienceStore
{
    private readonly List<Interaction> sessions = [];
    private readonly Dictionary<(string Domain, string UserId), string> attributes = [];

    /// <summary>Called before each reading of a user or visit, to let something happen meanwhile.</summary>
    public Action? BeforeReading { get; set; }

    /// <summary>Called after each reading of a user or visit, before its outcome is returned.</summary>
    public Action? AfterReading { get; set; }

    /// <summary>How often a user or visit was read.</summary>
    public int Readings { get; private set; }

    /// <summary>Says something of a user.</summary>
    public void Say(string domain, string userId, string attributesJson) => attributes[(domain, userId)] = attributesJson;

    public string? AttributesOf(string domain, string userId) => attributes.GetValueOrDefault((domain, userId));

    public IEnumerable<UserRecord> AttributedUsers(string domain, int most) =>
        attributes.Where(each => each.Key.Domain == domain).Take(most).Select(each => new UserRecord(each.Key.UserId, each.Value));

    public IEnumerable<(string UserId, string ItemId)> TakenByAttributed(string domain, int most) =>
        AttributedUsers(domain, most)
            .SelectMany(user => interactions.All.Where(row => row.Domain == domain && row.UserId == user.UserId))
            .Select(row => (row.UserId, row.ItemId))
            .Distinct();

    /// <summary>Adds what a visitor did.</summary>
    public void AddSession(Interaction done) => sessions.Add(done);

    public IReadOnlyList<Interaction> OfUser(string domain, string userId, int most) =>
        Read(() => Latest(interactions.All, domain, userId, most));

    public IReadOnlyList<Interaction> OfSession(string domain, string sessionId, int most) =>
        Read(() => Latest(sessions, domain, sessionId, most));

    public IEnumerable<IReadOnlyList<Interaction>> RecentUsers(int users, int mostOfUser, CancellationToken cancellation) =>
        interactions
            .All.GroupBy(row => (row.Domain, row.UserId))
            .OrderByDescending(rows => rows.Max(row => row.At))
            .ThenBy(rows => rows.Key.UserId, StringComparer.Ordinal)
            .Take(users)
            .Select(rows => Latest(rows, rows.Key.Domain, rows.Key.UserId, mostOfUser));

    public IEnumerable<ItemActivity> Activity(string domain, DateTimeOffset since) =>
        interactions
            .All.Where(row => row.Domain == domain && row.At >= since)
            .GroupBy(row => (row.ItemId, row.Kind, Hour: row.At!.Value.ToUnixTimeSeconds() / 3600))
            .Select(rows => new ItemActivity(
                rows.Key.ItemId,
                rows.Key.Kind,
                DateTimeOffset.FromUnixTimeSeconds((rows.Key.Hour * 3600) + 1800),
                rows.LongCount()
            ));

    public DateTimeOffset? LastActivity(string domain) => interactions.All.Where(row => row.Domain == domain).Max(row => row.At);

    public IReadOnlyDictionary<string, IReadOnlyList<Interaction>> OfItems(string domain, IReadOnlyCollection<string> itemIds, int most) =>
        interactions
            .All.Where(row => row.Domain == domain && itemIds.Contains(row.ItemId))
            .GroupBy(row => row.ItemId)
            .ToDictionary(
                rows => rows.Key,
                rows =>
                    (IReadOnlyList<Interaction>)
                        [
                            .. rows.OrderByDescending(row => row.At)
                                .ThenBy(row => row.UserId, StringComparer.Ordinal)
                                .ThenBy(row => row.Kind)
                                .Take(most),
                        ]
            );

    public IReadOnlyList<(string UserId, double Likeness, int Shared)> UsersLike(string domain, string userId, int most)
    {
        var items = interactions
            .All.Where(row => row.Domain == domain)
            .GroupBy(row => row.UserId)
            .ToDictionary(rows => rows.Key, rows => rows.Select(row => row.ItemId).ToHashSet(StringComparer.Ordinal));
        if (!items.TryGetValue(userId, out var own))
        {
            return [];
        }
        return
        [
            .. items
                .Where(other => other.Key != userId)
                .Select(other => (other.Key, Shared: other.Value.Count(own.Contains), other.Value.Count))
                .Where(other => other.Shared >= 2)
                .Select(other => (other.Key, other.Shared / Math.Sqrt((double)own.Count * other.Count), other.Shared))
                .OrderByDescending(other => other.Item2)
                .ThenBy(other => other.Key, StringComparer.Ordinal)
                .Take(most),
        ];
    }

    private IReadOnlyList<Interaction> Read(Func<IReadOnlyList<Interaction>> read)
    {
        Readings++;
        BeforeReading?.Invoke();
        var rows = read();
        AfterReading?.Invoke();
        return rows;
    }

    private static IReadOnlyList<Interaction> Latest(IEnumerable<Interaction> rows, string domain, string id, int most) =>
        [.. rows.Where(row => row.Domain == domain && row.UserId == id).OrderByDescending(row => row.At).Take(most)];
}
