using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;

namespace Kuajie.Conformance.InMemory;

/// <summary>The plainest event store there can be: a list. The twin that real stores are compared with, and the store of workflow tests.</summary>
public sealed class InMemoryInteractionStore : IInteractionStore
{
    private readonly List<Interaction> interactions = [];

    /// <summary>Everything, in the order it came.</summary>
    public IReadOnlyList<Interaction> All => [.. interactions];

    public void Add(string domain, string userId, string itemId, InteractionKind kind, DateTimeOffset? at = null, double? value = null) =>
        interactions.Add(new Interaction(domain, userId, itemId, kind, at, value));

    public IReadOnlyList<InteractionTotals> Totals() =>
        [
            .. interactions
                .GroupBy(interaction => interaction.Domain, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new InteractionTotals(
                    group.Key,
                    group.Count(),
                    group.Select(row => row.UserId).Distinct(StringComparer.Ordinal).Count(),
                    group.Select(row => row.ItemId).Distinct(StringComparer.Ordinal).Count(),
                    0,
                    group.Min(row => row.At),
                    group.Max(row => row.At)
                )),
        ];

    public IEnumerable<WeightedInteraction> ReadWeighted(string domain, KindWeights weights, CancellationToken cancellation) =>
        interactions
            .Where(row => string.Equals(row.Domain, domain, StringComparison.Ordinal))
            .GroupBy(row => (row.UserId, row.ItemId))
            .OrderBy(group => group.Key.UserId, StringComparer.Ordinal)
            .ThenBy(group => group.Key.ItemId, StringComparer.Ordinal)
            .Select(group => new WeightedInteraction(
                group.Key.UserId,
                group.Key.ItemId,
                (float)group.Sum(row => weights.WeightOf(row.Kind, row.Value)),
                group.Max(row => row.At)?.ToUnixTimeSeconds()
            ));

    /// <summary>How often a whole domain was read event by event.</summary>
    public int TimedReadings { get; private set; }

    /// <summary>Done between the moment for which such a reading holds and its end.</summary>
    public Action? WhileRead { get; set; }

    public IEnumerable<Interaction> ReadTimed(string domain, CancellationToken cancellation)
    {
        TimedReadings++;
        Interaction[] read =
        [
            .. interactions
                .Where(row => string.Equals(row.Domain, domain, StringComparison.Ordinal) && row.At is not null)
                .OrderBy(row => row.UserId, StringComparer.Ordinal)
                .ThenBy(row => row.At)
                .ThenBy(row => row.ItemId, StringComparer.Ordinal),
        ];
        WhileRead?.Invoke();
        return read;
    }

    /// <summary>Whether the next question about a user fails, as of a store that is busy or gone.</summary>
    public bool FailsOnce { get; set; }

    public IReadOnlyList<Interaction> OfUser(string domain, string userId)
    {
        if (FailsOnce)
        {
            FailsOnce = false;
            throw new InvalidOperationException("The store does not answer.");
        }
        return
        [
            .. interactions
                .Where(row =>
                    string.Equals(row.Domain, domain, StringComparison.Ordinal)
                    && string.Equals(row.UserId, userId, StringComparison.Ordinal)
                )
                .OrderByDescending(row => row.At),
        ];
    }

    public IReadOnlyList<DayCount> PerDay(string domain, DateOnly from, DateOnly until) =>
        [
            .. interactions
                .Where(row => row.Domain == domain && row.At is not null)
                .GroupBy(row => DateOnly.FromDateTime(row.At!.Value.UtcDateTime))
                .Where(group => group.Key >= from && group.Key < until)
                .OrderBy(group => group.Key)
                .Select(group => new DayCount(group.Key, group.Count())),
        ];

    public IReadOnlyList<string> ActiveUsers(string domain, DateTimeOffset after, int most) =>
        [
            .. interactions
                .Where(row => string.Equals(row.Domain, domain, StringComparison.Ordinal) && row.At > after)
                .Select(row => row.UserId)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))), StringComparer.Ordinal)
                .Take(most),
        ];

    public IReadOnlyList<UserActivity> LatestUsers(string domain, string idStart, int most) =>
        [
            .. interactions
                .Where(row =>
                    string.Equals(row.Domain, domain, StringComparison.Ordinal) && row.UserId.StartsWith(idStart, StringComparison.Ordinal)
                )
                .GroupBy(row => row.UserId, StringComparer.Ordinal)
                .Select(user => new UserActivity(user.Key, user.LongCount(), user.Max(row => row.At)))
                .OrderByDescending(user => user.LastAt)
                .ThenBy(user => user.UserId, StringComparer.Ordinal)
                .Take(most),
        ];

    public ItemAudience AudienceOf(string domain, string itemId, AudiencePeriod period, int mostPeriods)
    {
        var rows = OfItem(domain, itemId);
        return new ItemAudience(
            Users(rows),
            rows.Length,
            [
                .. rows.GroupBy(row => row.Kind)
                    .OrderBy(kind => kind.Key)
                    .Select(kind => new KindAudience(kind.Key, Users(kind), kind.Count())),
            ],
            [
                .. rows.Where(row => row.At is not null)
                    .GroupBy(row => FirstDay(DateOnly.FromDateTime(row.At!.Value.UtcDateTime), period))
                    .OrderBy(days => days.Key)
                    .Select(days => new PeriodAudience(days.Key, Users(days), days.Count()))
                    .TakeLast(mostPeriods),
            ]
        );
    }

    public IReadOnlyList<string> TakersOf(string domain, string itemId) =>
        [.. OfItem(domain, itemId).Select(row => row.UserId).Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<ItemPairSupport> Support(IReadOnlyList<ItemPair> pairs, IReadOnlyList<Link> links) =>
        [.. pairs.Select(pair => SupportOf(pair, links))];

    public string ContentHash(IReadOnlyList<string> domains)
    {
        var lines = interactions
            .Where(row => domains.Contains(row.Domain, StringComparer.Ordinal))
            .Select(row =>
                string.Create(CultureInfo.InvariantCulture, $"{row.Domain}|{row.UserId}|{row.ItemId}|{row.Kind}|{row.At:O}|{row.Value}")
            )
            .Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    public long EraseUser(string domain, string userId, CancellationToken cancellation = default) =>
        interactions.RemoveAll(row =>
            string.Equals(row.Domain, domain, StringComparison.Ordinal) && string.Equals(row.UserId, userId, StringComparison.Ordinal)
        );

    private Interaction[] OfItem(string domain, string itemId) =>
        [
            .. interactions.Where(row =>
                string.Equals(row.Domain, domain, StringComparison.Ordinal) && string.Equals(row.ItemId, itemId, StringComparison.Ordinal)
            ),
        ];

    private static long Users(IEnumerable<Interaction> rows) => rows.Select(row => row.UserId).Distinct(StringComparer.Ordinal).LongCount();

    private static DateOnly FirstDay(DateOnly day, AudiencePeriod period) =>
        period switch
        {
            AudiencePeriod.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            AudiencePeriod.Month => new DateOnly(day.Year, day.Month, 1),
            _ => day,
        };

    private ItemPairSupport SupportOf(ItemPair pair, IReadOnlyList<Link> links)
    {
        var targetUsers = UsersOf(pair.TargetDomain, item: null);
        var takers = UsersOf(pair.TargetDomain, pair.TargetItem);
        var sources = UsersOf(pair.SourceDomain, pair.SourceItem)
            .Select(user => InTarget(pair, user, links))
            .OfType<string>()
            .Where(targetUsers.Contains)
            .ToHashSet(StringComparer.Ordinal);
        return new ItemPairSupport(pair, sources.Count, sources.Count(takers.Contains));
    }

    private static string? InTarget(ItemPair pair, string user, IReadOnlyList<Link> links) =>
        string.Equals(pair.SourceDomain, pair.TargetDomain, StringComparison.Ordinal)
            ? user
            : links
                .Select(link => link.FirstDomain == pair.SourceDomain ? link : Turned(link))
                .FirstOrDefault(link =>
                    link.FirstDomain == pair.SourceDomain && link.FirstUser == user && link.SecondDomain == pair.TargetDomain
                )
                ?.SecondUser;

    private static Link Turned(Link link) =>
        new(link.SecondDomain, link.SecondUser, link.FirstDomain, link.FirstUser, link.Method, link.EstablishedAt);

    private HashSet<string> UsersOf(string domain, string? item) =>
        interactions
            .Where(row =>
                string.Equals(row.Domain, domain, StringComparison.Ordinal)
                && (item is null || string.Equals(row.ItemId, item, StringComparison.Ordinal))
            )
            .Select(row => row.UserId)
            .ToHashSet(StringComparer.Ordinal);
}
