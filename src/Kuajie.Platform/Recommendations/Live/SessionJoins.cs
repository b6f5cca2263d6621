using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Signing in: where an event or a request names a user beside a visit, what was done in the visit before becomes the user's own, for good. It belongs to the first user who
/// is named; somebody who signs in later in the same visit gets what was done since. Claims wait to be written together, but never longer than until somebody asks for the
/// user or the visit.
/// </summary>
public sealed class SessionJoins : ILiveListener
{
    private const int MostWaiting = 10_000;
    private const int MostRemembered = 100_000;
    private readonly IEventLog log;
    private readonly LiveHistories histories;
    private readonly Lock changing = new();
    private readonly Lock settling = new();
    private readonly Dictionary<PersonKey, SessionClaim> waiting = [];
    private readonly Dictionary<ulong, ulong> settled = [];
    private int count;

    /// <summary>Nothing waits.</summary>
    /// <param name="log">Where visits are kept.</param>
    /// <param name="histories">What is remembered of users and visits.</param>
    public SessionJoins(IEventLog log, LiveHistories histories) => (this.log, this.histories) = (log, histories);

    /// <summary>Told of the domain where something of a visit became a user's own; nobody by default.</summary>
    public Action<string>? Moved { get; set; }

    /// <summary>Whether claims wait to be written.</summary>
    public bool IsWaiting => Volatile.Read(ref count) > 0;

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<LiveEvent> newEvents)
    {
        ArgumentNullException.ThrowIfNull(newEvents);
        foreach (var each in newEvents)
        {
            if (each.SessionId is null)
            {
                continue;
            }
            if (each.UserId is { } user)
            {
                Note(each.Domain, each.SessionId, user);
                continue;
            }
            lock (changing)
            {
                // There is something to claim again.
                settled.Remove(HashOf(each.Domain, each.SessionId));
            }
        }
    }

    /// <summary>A request or event names a user beside a visit.</summary>
    public void Note(string domain, string sessionId, string userId)
    {
        lock (changing)
        {
            var isKnown = settled.TryGetValue(HashOf(domain, sessionId), out var user) && user == HashOf(domain, userId);
            // Where another user's claim waits, what was done so far is theirs.
            if (!isKnown && waiting.Count < MostWaiting)
            {
                waiting.TryAdd(new PersonKey(domain, sessionId, IsSession: true), new SessionClaim(domain, sessionId, userId));
                Volatile.Write(ref count, waiting.Count);
            }
        }
    }

    /// <summary>Writes what waits where it concerns a user or visit that is asked for. A store that refuses leaves it waiting: the request goes on with what is there.</summary>
    internal void SettleFor(string domain, string? userId, string? sessionId)
    {
        if (!IsWaiting)
        {
            return;
        }
        bool isConcerned;
        lock (changing)
        {
            isConcerned =
                (sessionId is not null && waiting.ContainsKey(new PersonKey(domain, sessionId, IsSession: true)))
                || (
                    userId is not null
                    && waiting.Values.Any(claim =>
                        string.Equals(claim.UserId, userId, StringComparison.Ordinal)
                        && string.Equals(claim.Domain, domain, StringComparison.Ordinal)
                    )
                );
        }
        try
        {
            if (isConcerned)
            {
                Settle();
            }
        }
        catch (KuajieException)
        {
            // Tried again by whoever settles, who tells of it.
        }
    }

    /// <summary>Writes all claims that wait.</summary>
    /// <exception cref="KuajieException">The store refuses; the claims go on waiting.</exception>
    public void Settle()
    {
        lock (settling)
        {
            SessionClaim[] claims;
            lock (changing)
            {
                claims = [.. waiting.Values];
                if (settled.Count + claims.Length > MostRemembered)
                {
                    // Forgotten ones are looked up once more.
                    settled.Clear();
                }
                foreach (var claim in claims)
                {
                    // Before the writing: what visitors do from now on makes it unsettled again.
                    settled[HashOf(claim.Domain, claim.SessionId)] = HashOf(claim.Domain, claim.UserId);
                }
            }
            Write(claims);
        }
    }

    /// <summary>
    /// A user is about to be erased: what waits is written first, so that it is erased with the user, and nothing is written until the end, so that nothing comes back. Dispose
    /// what is returned on the same thread.
    /// </summary>
    public IDisposable Hold()
    {
        settling.Enter();
        try
        {
            Settle();
        }
        catch (KuajieException)
        {
            // The store refuses: the erasure will say so, and Forget drops what waits for the user.
        }
        catch
        {
            settling.Exit();
            throw;
        }
        return new Holding(settling);
    }

    /// <summary>A user was erased: nothing becomes theirs any longer.</summary>
    public void Forget(string domain, string userId)
    {
        lock (changing)
        {
            foreach (var (key, claim) in waiting.Where(each => each.Value.Domain == domain && each.Value.UserId == userId).ToArray())
            {
                waiting.Remove(key);
            }
            Volatile.Write(ref count, waiting.Count);
        }
    }

    private void Write(SessionClaim[] claims)
    {
        try
        {
            foreach (var moved in log.Claim(claims))
            {
                histories.Joined(moved);
                Moved?.Invoke(moved.Domain);
            }
        }
        catch (KuajieException)
        {
            lock (changing)
            {
                Array.ForEach(claims, claim => settled.Remove(HashOf(claim.Domain, claim.SessionId)));
            }
            throw;
        }
        lock (changing)
        {
            foreach (var claim in claims)
            {
                var key = new PersonKey(claim.Domain, claim.SessionId, IsSession: true);
                if (waiting.GetValueOrDefault(key) == claim)
                {
                    waiting.Remove(key);
                }
            }
            Volatile.Write(ref count, waiting.Count);
        }
    }

    private static ulong HashOf(string domain, string id) => ItemIds.HashOf(id, ItemIds.HashOf(domain));

    private sealed class Holding(Lock settling) : IDisposable
    {
        public void Dispose() => settling.Exit();
    }
}
