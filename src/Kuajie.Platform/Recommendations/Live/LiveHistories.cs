using System.Collections.Concurrent;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// What users and visitors did, in bounded memory: read from the store when somebody is asked for, kept true by commits, let go of when room is needed (the ones not used
/// since the last round first). An event that was acknowledged is seen by every request that begins afterwards.
/// </summary>
public sealed class LiveHistories : ILiveListener
{
    private const int MostReadings = 3;
    private readonly ConcurrentDictionary<PersonKey, HistoryEntry> entries = new();
    private readonly ConcurrentQueue<HistoryEntry> rounds = new();
    private readonly Lock evicting = new();
    private readonly ILiveHistoryStore store;
    private readonly ILinkStore links;
    private readonly LiveItems items;
    private readonly LiveOptions options;
    private long commits;
    private long joins;
    private long linkEpoch;
    private long bytes;
    private long hits;
    private long misses;
    private long evictions;

    /// <summary>An empty cache over a store.</summary>
    public LiveHistories(ILiveHistoryStore store, ILinkStore links, LiveItems items, LiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.store, this.links, this.items, this.options) = (store, links, items, options);
    }

    /// <summary>Users and visits held.</summary>
    public int EntryCount => entries.Count;

    /// <summary>Estimated bytes held.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>How often somebody asked for was held.</summary>
    public long Hits => Volatile.Read(ref hits);

    /// <summary>How often the store had to be read.</summary>
    public long Misses => Volatile.Read(ref misses);

    /// <summary>How many were let go of for want of room.</summary>
    public long Evictions => Volatile.Read(ref evictions);

    /// <summary>The state of the links; another number whenever any were added or removed.</summary>
    internal long LinkEpoch => Volatile.Read(ref linkEpoch);

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<LiveEvent> newEvents)
    {
        ArgumentNullException.ThrowIfNull(newEvents);
        // Counted first: whoever publishes rows from now on knows of this commit.
        var commit = Interlocked.Increment(ref commits);
        foreach (var each in newEvents)
        {
            if (each.UserId is { } user)
            {
                Apply(new PersonKey(each.Domain, user, IsSession: false), each, commit);
            }
            else if (each.SessionId is { } session)
            {
                Apply(new PersonKey(each.Domain, session, IsSession: true), each, commit);
            }
        }
    }

    /// <summary>Links were added or removed: whoever is asked for next is looked up anew.</summary>
    public void LinksChanged() => Interlocked.Increment(ref linkEpoch);

    /// <summary>A user was erased or changed by other means than events: nothing of it is held any longer.</summary>
    public void Forget(string domain, string userId)
    {
        Retire(new PersonKey(domain, userId, IsSession: false));
        LinksChanged();
    }

    /// <summary>What a visitor did became a user's: both are read from the store again.</summary>
    internal void Joined(SessionClaim claim)
    {
        Interlocked.Increment(ref joins);
        Retire(new PersonKey(claim.Domain, claim.SessionId, IsSession: true));
        Retire(new PersonKey(claim.Domain, claim.UserId, IsSession: false));
    }

    /// <summary>A domain's interactions changed by other means than events, as by an import: nothing of its users is held any longer.</summary>
    public void ForgetDomain(string domain)
    {
        foreach (var key in entries.Keys.Where(key => string.Equals(key.Domain, domain, StringComparison.Ordinal)))
        {
            Retire(key);
        }
    }

    /// <summary>Reads the histories of recent users until there are enough or the room is used. Events may come meanwhile. Returns how many were read.</summary>
    public int Warm(CancellationToken cancellation)
    {
        if (options.WarmUsers == 0)
        {
            return 0;
        }
        var (start, joined) = (Volatile.Read(ref commits), Volatile.Read(ref joins));
        var warmed = 0;
        foreach (var rows in store.RecentUsers(options.WarmUsers, options.MostInteractionsPerUser, cancellation))
        {
            if (Bytes > options.HistoryBytes * 9 / 10 || Volatile.Read(ref commits) != start || Volatile.Read(ref joins) != joined)
            {
                break;
            }
            var entry = new HistoryEntry(new PersonKey(rows[0].Domain, rows[0].UserId, IsSession: false), options.MostInteractionsPerUser);
            if (!entries.TryAdd(entry.Key, entry))
            {
                continue;
            }
            // A commit since the reading began may concern this user and have found no entry: then nothing is known for sure.
            var isSound = entry.TryPublish(ToTouches(entry.Key.Domain, rows), () => Volatile.Read(ref commits), out var grown);
            Interlocked.Add(ref bytes, grown);
            if (isSound && Volatile.Read(ref commits) == start && Volatile.Read(ref joins) == joined)
            {
                rounds.Enqueue(entry);
                warmed++;
            }
            else
            {
                Retire(entry.Key);
            }
        }
        return warmed;
    }

    /// <summary>
    /// Holds users of whom the caller knows that nothing they did is stored, so that nobody has to ask the store for each. Where events came since the caller looked, nothing is held. Returns how
    /// many were held.
    /// </summary>
    /// <param name="domain">The domain.</param>
    /// <param name="userIds">Asks the store, in one question, for the users without interactions.</param>
    public int WarmNewcomers(string domain, Func<IEnumerable<string>> userIds)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        var (start, joined) = (Volatile.Read(ref commits), Volatile.Read(ref joins));
        var warmed = 0;
        foreach (var user in userIds())
        {
            var entry = new HistoryEntry(new PersonKey(domain, user, IsSession: false), options.MostInteractionsPerUser);
            if (Volatile.Read(ref commits) != start || Volatile.Read(ref joins) != joined || Bytes > options.HistoryBytes * 9 / 10)
            {
                break;
            }
            if (!entries.TryAdd(entry.Key, entry))
            {
                continue;
            }
            var isSound = entry.TryPublish([], () => Volatile.Read(ref commits), out var grown);
            Interlocked.Add(ref bytes, grown);
            if (isSound && Volatile.Read(ref commits) == start && Volatile.Read(ref joins) == joined)
            {
                rounds.Enqueue(entry);
                warmed++;
            }
            else
            {
                Retire(entry.Key);
            }
        }
        return warmed;
    }

    /// <summary>Reads the links of all users that are held in one go. Links that change meanwhile are read anew when they are asked for.</summary>
    public void WarmLinks()
    {
        var epoch = LinkEpoch;
        var known = new Dictionary<PersonKey, List<Link>>();
        foreach (var (first, second) in links.Totals().Select(pair => (pair.FirstDomain, pair.SecondDomain)).Distinct())
        {
            foreach (var link in links.Between(first, second).Concat(links.Between(second, first)))
            {
                var key = new PersonKey(link.FirstDomain, link.FirstUser, IsSession: false);
                (known.TryGetValue(key, out var own) ? own : known[key] = []).Add(link);
            }
        }
        foreach (var entry in entries.Values.Where(entry => !entry.Key.IsSession))
        {
            entry.Links = new KnownLinks(epoch, known.GetValueOrDefault(entry.Key) ?? []);
        }
    }

    /// <summary>What a user or visit did, read where it is not held.</summary>
    internal HistoryEntry Find(PersonKey key)
    {
        if (entries.TryGetValue(key, out var held) && held.IsLoaded)
        {
            held.WasUsed = true;
            Interlocked.Increment(ref hits);
            return held;
        }
        Interlocked.Increment(ref misses);
        var entry = entries.GetOrAdd(key, static (each, most) => new HistoryEntry(each, most), options.MostInteractionsPerUser);
        lock (entry.Loading)
        {
            if (!entry.IsLoaded)
            {
                Load(entry);
            }
        }
        return entry;
    }

    /// <summary>The user's links to other domains, as they are now.</summary>
    internal IReadOnlyList<Link> LinksOf(HistoryEntry entry)
    {
        var epoch = LinkEpoch;
        if (entry.Links is not { } known || known.Epoch != epoch)
        {
            known = new KnownLinks(epoch, entry.Key.IsSession ? [] : links.OfUser(entry.Key.Domain, entry.Key.Id));
            entry.Links = known;
        }
        return known.Links;
    }

    /// <summary>Keeps what was derived from an entry as long as the entry is held.</summary>
    internal void Keep(HistoryEntry entry, PersonView view)
    {
        Account(entry.Keep(view));
    }

    private void Apply(PersonKey key, LiveEvent happened, long commit)
    {
        if (!entries.TryGetValue(key, out var entry))
        {
            return;
        }
        var number = items.Of(key.Domain).Ids.Give(happened.ItemId);
        if (number < 0)
        {
            return;
        }
        if (!entry.TryAppend(Touch.Of(number, happened.Kind, happened.Value, happened.At), commit, out var grown))
        {
            Retire(key);
        }
        Interlocked.Add(ref bytes, grown);
    }

    private void Load(HistoryEntry entry)
    {
        for (var reading = 1; ; reading++)
        {
            entry.BeginReading();
            var rows = entry.Key.IsSession
                ? store.OfSession(entry.Key.Domain, entry.Key.Id, options.MostInteractionsPerUser)
                : store.OfUser(entry.Key.Domain, entry.Key.Id, options.MostInteractionsPerUser);
            var touches = ToTouches(entry.Key.Domain, rows);
            if (entry.TryPublish(touches, () => Volatile.Read(ref commits), out var grown))
            {
                Hold(entry, grown);
                return;
            }
            if (reading == MostReadings)
            {
                // Somebody who never pauses: what was read is newer than what the request began with, and the next event makes the entry go.
                entry.BeginReading();
                if (entry.TryPublish(touches, () => long.MaxValue - 1, out grown))
                {
                    Hold(entry, grown);
                    return;
                }
            }
        }
    }

    private Touch[] ToTouches(string domain, IReadOnlyList<Interaction> rows)
    {
        var ids = items.Of(domain).Ids;
        return
        [
            .. rows.Select(row => Touch.Of(ids.Give(row.ItemId), row.Kind, row.Value, row.At))
                .Where(touch => touch.Item >= 0)
                .OrderBy(touch => touch.UnixSeconds),
        ];
    }

    private void Hold(HistoryEntry entry, long grown)
    {
        entry.WasUsed = true;
        rounds.Enqueue(entry);
        if (rounds.Count > (2 * entries.Count) + 1024)
        {
            Tidy();
        }
        Account(grown);
    }

    private void Account(long grown)
    {
        if (Interlocked.Add(ref bytes, grown) > options.HistoryBytes)
        {
            MakeRoom();
        }
    }

    private void Retire(PersonKey key)
    {
        if (entries.TryRemove(key, out var entry))
        {
            Interlocked.Add(ref bytes, entry.Retire());
        }
    }

    /// <summary>Entries that commits made go are still in the round: takes them out.</summary>
    private void Tidy()
    {
        lock (evicting)
        {
            for (var left = rounds.Count; left > 0 && rounds.TryDequeue(out var entry); left--)
            {
                if (!entry.IsRetired)
                {
                    rounds.Enqueue(entry);
                }
            }
        }
    }

    /// <summary>Second chance: who was used since the last round stays for another, the others go, until a sixteenth of the room is free.</summary>
    private void MakeRoom()
    {
        lock (evicting)
        {
            while (Bytes > options.HistoryBytes - (options.HistoryBytes / 16) && rounds.TryDequeue(out var entry))
            {
                if (entry.IsRetired)
                {
                    continue;
                }
                if (entry.WasUsed)
                {
                    entry.WasUsed = false;
                    rounds.Enqueue(entry);
                    continue;
                }
                if (entries.TryRemove(KeyValuePair.Create(entry.Key, entry)))
                {
                    Interlocked.Add(ref bytes, entry.Retire());
                    Interlocked.Increment(ref evictions);
                }
            }
        }
    }
}
