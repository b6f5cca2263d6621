using DuckDB.NET.Data;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Storage.DuckDb.EventIds;

namespace Kuajie.Storage.DuckDb;

/// <summary>
/// Live events in the event store. Each gets the next number; its id is looked up in an index that lies beside the store and is brought up to date from it on
/// the first call and after every failed one.
/// </summary>
internal sealed class DuckDbEventLog(DuckDbFile file, TimeProvider clock, int indexRunLength = EventIdIndex.UsualRunLength)
{
    private readonly Lock appending = new();
    private readonly Dictionary<string, short> numbers = new(StringComparer.Ordinal);
    private EventIdIndex? index;
    private bool isCertain;

    /// <summary>Folder of the index.</summary>
    public string IndexFolder => file.FilePath + ".ids";

    public IReadOnlyList<bool> Append(IReadOnlyList<LiveEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Any(each => each.UserId is null && each.SessionId is null))
        {
            throw new ArgumentException("Expected a user or a session in every event.", nameof(events));
        }
        try
        {
            // The session comes before the lock: whoever holds the lock has a session already and never waits for an exchange of the file.
            using var session = file.WritingSession();
            lock (appending)
            {
                return Append(session.Connection, events);
            }
        }
        catch (DuckDBException fault)
        {
            throw StoreFaults.Of(fault, file);
        }
    }

    public IReadOnlyList<SessionClaim> Claim(IReadOnlyList<SessionClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        SessionClaim[] first = [.. claims.DistinctBy(claim => (claim.Domain, claim.SessionId))];
        try
        {
            using (var reading = file.Session())
            {
                first = SessionClaims.WithEvents(reading.Connection, first);
            }
            if (first.Length > 0)
            {
                using var session = file.WritingSession();
                lock (appending)
                {
                    SessionClaims.Move(session.Connection, first);
                }
            }
            return first;
        }
        catch (DuckDBException fault)
        {
            throw StoreFaults.Of(fault, file);
        }
    }

    public IReadOnlyList<LiveEvent> OfSession(string domain, string sessionId) => OfSession(domain, sessionId, isSeen: false);

    public IReadOnlyList<LiveEvent> SeenInSession(string domain, string sessionId) => OfSession(domain, sessionId, isSeen: true);

    private List<LiveEvent> OfSession(string domain, string sessionId, bool isSeen)
    {
        using var session = file.Session();
        return session.Connection.Query(
            """
            SELECT event_id, item_id, kind, occurred_at, value, list_id FROM session_events
            WHERE domain_number = (SELECT domain_number FROM domains WHERE name = $domain) AND session_id = $session
                AND (kind = $seen) = $is_seen
            ORDER BY occurred_at DESC, event_number DESC
            """,
            row => new LiveEvent(
                row.GetString(0),
                domain,
                null,
                sessionId,
                row.GetString(1),
                (InteractionKind)row.GetByte(2),
                row.Time(3)!.Value,
                row.Number(4),
                row.Text(5)
            ),
            ("domain", domain),
            ("session", sessionId),
            ("seen", (byte)InteractionKind.Seen),
            ("is_seen", isSeen)
        );
    }

    /// <summary>What is stored of each domain.</summary>
    /// <param name="lists">Shown lists that lie beside the store, by domain.</param>
    public IReadOnlyList<LiveTotals> Totals(IReadOnlyDictionary<string, long> lists)
    {
        using var session = file.Session();
        var stored = session.Connection.Query(
            """
            WITH parts AS (
                SELECT domain_number, count(*) AS user_events, 0 AS session_events, 0 AS sessions, 0 AS lists
                FROM interactions WHERE event_number IS NOT NULL GROUP BY domain_number
                UNION ALL SELECT domain_number, 0, count(*), count(DISTINCT session_id), 0 FROM session_events GROUP BY domain_number
                UNION ALL SELECT user_domain_number, 0, 0, 0, count(*) FROM impressions GROUP BY user_domain_number)
            SELECT d.name, sum(user_events)::BIGINT, sum(session_events)::BIGINT, sum(sessions)::BIGINT, sum(lists)::BIGINT
            FROM parts JOIN domains d ON d.domain_number = parts.domain_number GROUP BY d.name ORDER BY d.name
            """,
            row => new LiveTotals(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))
        );
        var alone = lists.Keys.Except(stored.Select(totals => totals.Domain)).Select(domain => new LiveTotals(domain, 0, 0, 0, 0));
        return
        [
            .. stored
                .Concat(alone)
                .Select(totals => totals with { Lists = totals.Lists + lists.GetValueOrDefault(totals.Domain) })
                .OrderBy(totals => totals.Domain, StringComparer.Ordinal),
        ];
    }

    private bool[] Append(DuckDBConnection connection, IReadOnlyList<LiveEvent> events)
    {
        var known = UpToDate(connection);
        var hashes = new UInt128[events.Count];
        var isNew = new bool[events.Count];
        var fresh = new HashSet<UInt128>(events.Count);
        for (var at = 0; at < events.Count; at++)
        {
            hashes[at] = EventIdHash.Of(events[at].Domain, events[at].EventId);
            isNew[at] = !known.Contains(hashes[at]) && fresh.Add(hashes[at]);
        }
        if (fresh.Count == 0)
        {
            return isNew;
        }
        var numbersOfDomains = events.Select(each => each.Domain).Distinct().ToDictionary(name => name, name => NumberOf(connection, name));
        // Until the commit has returned, nobody knows what is stored: after a failure the next call reads it from the store.
        isCertain = false;
        LiveEventRows.Store(connection, events, isNew, numbersOfDomains, known.Last + 1, clock.GetUtcNow());
        Learn(known, hashes, isNew);
        isCertain = true;
        return isNew;
    }

    private EventIdIndex UpToDate(DuckDBConnection connection)
    {
        index ??= EventIdIndex.Open(IndexFolder, range => EventIdCatchUp.Has(connection, range), indexRunLength);
        if (!isCertain)
        {
            EventIdCatchUp.Run(connection, index);
            isCertain = true;
        }
        return index;
    }

    private static void Learn(EventIdIndex known, UInt128[] hashes, bool[] isNew)
    {
        for (var at = 0; at < hashes.Length; at++)
        {
            if (isNew[at])
            {
                known.Add(known.Last + 1, hashes[at]);
            }
        }
    }

    private short NumberOf(DuckDBConnection connection, string domain)
    {
        if (!numbers.TryGetValue(domain, out var number))
        {
            numbers[domain] = number = DomainNumbers.Ensure(connection, domain);
        }
        return number;
    }
}
