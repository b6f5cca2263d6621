using System.Collections.Concurrent;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// What the users of segments take, for those of whom nothing else is known. Counted from the store when a domain is first asked for and again every while; what is said of a
/// user is read when they are asked for, so what was put now counts now.
/// </summary>
public sealed class LiveAudiences
{
    /// <summary>Users looked at: enough for shares to within a tenth of a per cent.</summary>
    private const int MostUsers = 200_000;

    private const int MostSegments = 200;
    private const int MostItems = 500;
    private const int MostValues = 50_000;
    private const int MostPersons = 50_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, (AudienceCounts Counts, DateTimeOffset At)> counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<PersonKey, IReadOnlyList<UserTrait>> persons = new();
    private readonly IAudienceStore store;
    private readonly LiveItems items;
    private readonly TimeProvider clock;
    private long epoch;

    /// <summary>Counts nothing before a domain is first asked for.</summary>
    public LiveAudiences(IAudienceStore store, LiveItems items, TimeProvider clock) =>
        (this.store, this.items, this.clock) = (store, items, clock);

    /// <summary>Segments of all domains that were counted.</summary>
    public int SegmentCount => counts.Values.Sum(each => each.Counts.SegmentCount);

    /// <summary>What is said of users changed: they are looked up anew.</summary>
    public void UsersChanged()
    {
        Interlocked.Increment(ref epoch);
        persons.Clear();
    }

    /// <summary>Users were erased or imported: what the domain's segments take is counted anew by the next <see cref="Refresh"/>.</summary>
    public void Forget(string domain)
    {
        if (counts.TryGetValue(domain, out var known))
        {
            counts.TryUpdate(domain, known with { At = DateTimeOffset.MinValue }, known);
        }
        UsersChanged();
    }

    /// <summary>Counts domains again whose counts are old. Call it off the way of requests.</summary>
    public void Refresh()
    {
        foreach (var (domain, known) in counts.Where(each => clock.GetUtcNow() - each.Value.At > Pause))
        {
            counts.TryUpdate(domain, Count(domain), known);
        }
    }

    /// <summary>Counts a domain's segments and reads what it says of its users in one go, as far as there is room.</summary>
    public void Warm(string domain)
    {
        counts.GetOrAdd(domain, Count);
        var (before, year) = (Volatile.Read(ref epoch), clock.GetUtcNow().Year);
        foreach (var record in store.AttributedUsers(domain, MostPersons - persons.Count))
        {
            if (Volatile.Read(ref epoch) != before)
            {
                return;
            }
            persons.TryAdd(new PersonKey(domain, record.UserId, IsSession: false), UserTraits.Of(record.AttributesJson, year));
        }
    }

    /// <summary>The segments of a target domain that a user belongs to by what the user's own domain says, or null where there are none.</summary>
    internal Audience? Of(string userDomain, string? userId, string target)
    {
        if (userId is null || TraitsOf(new PersonKey(userDomain, userId, IsSession: false)) is not { Count: > 0 } traits)
        {
            return null;
        }
        var known = counts.GetOrAdd(target, Count).Counts;
        return known.Known(traits) is { Count: > 0 } own ? new Audience(known, own) : null;
    }

    private IReadOnlyList<UserTrait> TraitsOf(PersonKey key)
    {
        if (persons.TryGetValue(key, out var known))
        {
            return known;
        }
        var before = Volatile.Read(ref epoch);
        var traits = store.AttributesOf(key.Domain, key.Id) is { } json ? UserTraits.Of(json, clock.GetUtcNow().Year) : [];
        if (persons.Count >= MostPersons)
        {
            persons.Clear();
        }
        if (Volatile.Read(ref epoch) == before)
        {
            persons[key] = traits;
        }
        return traits;
    }

    private (AudienceCounts, DateTimeOffset) Count(string domain)
    {
        var (now, ids) = (clock.GetUtcNow(), items.Of(domain).Ids);
        var (traitsOf, kept) = Segments(domain, now.Year);
        var users = kept.ToDictionary(key => key, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        var taken = kept.ToDictionary(key => key, _ => new Dictionary<int, int>(), StringComparer.Ordinal);
        var (all, everybody) = (new Dictionary<int, int>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (user, item) in store.TakenByAttributed(domain, MostUsers))
        {
            if (ids.Give(item) is not (>= 0 and var number) || !traitsOf.TryGetValue(user, out var traits))
            {
                continue;
            }
            everybody.Add(user);
            all[number] = all.GetValueOrDefault(number) + 1;
            foreach (var trait in traits.Where(taken.ContainsKey))
            {
                users[trait].Add(user);
                taken[trait][number] = taken[trait].GetValueOrDefault(number) + 1;
            }
        }
        var segments = kept.Where(key => users[key].Count >= AudienceCounts.FewestUsers)
            .ToDictionary(key => key, key => new Segment(users[key].Count, Largest(taken[key])), StringComparer.Ordinal);
        var held = segments.Values.SelectMany(segment => segment.Takers.Keys).ToHashSet();
        return (new AudienceCounts(everybody.Count, all.Where(item => held.Contains(item.Key)).ToDictionary(), segments), now);
    }

    /// <summary>The traits of users, and those that most users share.</summary>
    private (Dictionary<string, string[]> TraitsOf, string[] Kept) Segments(string domain, int year)
    {
        var traitsOf = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in store.AttributedUsers(domain, MostUsers))
        {
            string[] traits = [.. UserTraits.Of(record.AttributesJson, year).Select(trait => trait.Key).Distinct()];
            traitsOf[record.UserId] = traits;
            // Values that nearly everybody has another of, such as names, are not worth the room.
            foreach (var trait in traits.Where(trait => sizes.Count < MostValues || sizes.ContainsKey(trait)))
            {
                sizes[trait] = sizes.GetValueOrDefault(trait) + 1;
            }
        }
        string[] kept =
        [
            .. sizes
                .Where(size => size.Value >= AudienceCounts.FewestUsers)
                .OrderByDescending(size => size.Value)
                .ThenBy(size => size.Key, StringComparer.Ordinal)
                .Take(MostSegments)
                .Select(size => size.Key),
        ];
        return (traitsOf, kept);
    }

    private static Dictionary<int, int> Largest(Dictionary<int, int> taken) =>
        taken.OrderByDescending(item => item.Value).ThenBy(item => item.Key).Take(MostItems).ToDictionary();
}

/// <summary>The segments somebody belongs to.</summary>
/// <param name="Counts">What segments take.</param>
/// <param name="Traits">What makes somebody belong.</param>
internal sealed record Audience(AudienceCounts Counts, IReadOnlyList<UserTrait> Traits);
