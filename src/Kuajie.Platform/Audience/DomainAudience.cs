using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Rules;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Audience;

/// <summary>
/// What the users of one domain did, counted, and their profiles as of the domain's last event: of a domain that hears of nothing for months, nobody would be active. Safe to call from many threads.
/// </summary>
internal sealed class DomainAudience
{
    private static readonly TimeSpan AverageKept = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ProfilesKept = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, UserTally> tallies = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, Item> items;
    private readonly TallyOptions options;
    private readonly Lock gate = new();
    private (AudienceBase Average, DateTimeOffset Asked, long Changes)? average;
    private (IReadOnlyList<UserProfile> Profiles, DateTimeOffset At, long Changes)? held;
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private long changes;

    public DomainAudience(IEnumerable<Interaction> interactions, IReadOnlyDictionary<string, Item> items, TallyOptions options)
    {
        (this.items, this.options) = (items, options);
        foreach (var each in interactions)
        {
            Add(each.UserId, each.Kind, each.Value, each.At, each.ItemId);
        }
    }

    /// <summary>Counts an interaction.</summary>
    public void Add(string userId, InteractionKind kind, double? value, DateTimeOffset? at, string itemId)
    {
        if (AudienceEvents.Of(kind, value, at, itemId, items.GetValueOrDefault(itemId)) is not { } happened)
        {
            return;
        }
        lock (gate)
        {
            if (!tallies.TryGetValue(userId, out var tally))
            {
                tallies[userId] = tally = new UserTally(options);
            }
            tally.Add(happened);
            last = happened.At > last ? happened.At : last;
            changes++;
        }
    }

    /// <summary>A user's profile; null for somebody who did nothing that counts.</summary>
    public UserProfile? Profile(string userId, DateTimeOffset now)
    {
        lock (gate)
        {
            return tallies.TryGetValue(userId, out var tally) ? new ProfileBuilder(Average(now)).Of(userId, tally, As(now)) : null;
        }
    }

    /// <summary>The moment that profiles hold for: that of the last event, or now where that is earlier; null where nothing happened.</summary>
    public DateTimeOffset? Moment(DateTimeOffset now)
    {
        lock (gate)
        {
            return tallies.Count == 0 ? null : As(now);
        }
    }

    /// <summary>All profiles, by user id; the same list while nothing happens. O(users · tags).</summary>
    public IReadOnlyList<UserProfile> Profiles(DateTimeOffset now)
    {
        lock (gate)
        {
            var at = As(now);
            if (held is { } known && known.Changes == changes && at - known.At < ProfilesKept)
            {
                return known.Profiles;
            }
            var builder = new ProfileBuilder(Average(now));
            UserProfile[] profiles =
            [
                .. tallies
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => builder.Of(pair.Key, pair.Value, at))
                    .OfType<UserProfile>(),
            ];
            held = (profiles, at, changes);
            return profiles;
        }
    }

    /// <summary>What rules can name, the most usual first.</summary>
    public RuleVocabulary Vocabulary(DateTimeOffset now)
    {
        lock (gate)
        {
            var known = Average(now);
            return new RuleVocabulary(
                Usual(known.Tags),
                Usual(known.Categories),
                Usual(known.Formats),
                [.. known.Currencies.Order(StringComparer.Ordinal)]
            )
            {
                Items = [.. items.Keys.Order(StringComparer.Ordinal)],
            };
        }
    }

    private static IReadOnlyList<string> Usual(IReadOnlyDictionary<string, double> rates) =>
        [.. rates.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key)];

    private DateTimeOffset As(DateTimeOffset now) => last < now ? last : now;

    private AudienceBase Average(DateTimeOffset now)
    {
        if (average is not { } known || (known.Changes != changes && now - known.Asked >= AverageKept))
        {
            average = known = (AudienceBase.Of(tallies.Values, As(now)), now, changes);
        }
        return known.Average;
    }
}
