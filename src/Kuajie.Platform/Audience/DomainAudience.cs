using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Rules;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Audience;

/// <summary>What the users of one domain did, counted, and their profiles. Safe to call from many threads.</summary>
internal sealed class DomainAudience
{
    private static readonly TimeSpan AverageKept = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ProfilesKept = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, UserTally> tallies = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, Item> items;
    private readonly TallyOptions options;
    private readonly Lock gate = new();
    private (AudienceBase Average, long Changes)? average;
    private (IReadOnlyList<UserProfile> Profiles, DateTimeOffset At, long Changes)? held;
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
            changes++;
        }
    }

    /// <summary>A user's profile; null for somebody who did nothing that counts.</summary>
    public UserProfile? Profile(string userId, DateTimeOffset now)
    {
        lock (gate)
        {
            return tallies.TryGetValue(userId, out var tally) ? new ProfileBuilder(Average(now)).Of(userId, tally, now) : null;
        }
    }

    /// <summary>All profiles, by user id; those of a minute ago where nothing happened since. O(users · tags).</summary>
    public IReadOnlyList<UserProfile> Profiles(DateTimeOffset now)
    {
        lock (gate)
        {
            if (held is { } known && known.Changes == changes && now - known.At < ProfilesKept)
            {
                return known.Profiles;
            }
            var builder = new ProfileBuilder(Average(now));
            UserProfile[] profiles =
            [
                .. tallies
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => builder.Of(pair.Key, pair.Value, now))
                    .OfType<UserProfile>(),
            ];
            held = (profiles, now, changes);
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

    private AudienceBase Average(DateTimeOffset now)
    {
        if (average is not { } known || (known.Changes != changes && now - known.Average.At >= AverageKept))
        {
            average = known = (AudienceBase.Of(tallies.Values, now), changes);
        }
        return known.Average;
    }
}
