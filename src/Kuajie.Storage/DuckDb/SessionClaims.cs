using System.Text.Json;
using DuckDB.NET.Data;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Storage.DuckDb;

/// <summary>Moves what visitors did to the users they turned out to be.</summary>
internal static class SessionClaims
{
    private static readonly string Claimed = $"""
        (SELECT d.domain_number, c.claim[2] AS session_id, c.claim[3] AS user_id
            FROM (SELECT unnest(from_json($claims, '[["VARCHAR"]]')) AS claim) c JOIN domains d ON d.name = c.claim[1]) c
        """;

    private static readonly string OfClaim =
        $"s.domain_number = c.domain_number AND s.session_id = c.session_id AND s.kind <> {(byte)InteractionKind.Seen}";

    /// <summary>The claims of visits in which anything was done.</summary>
    public static SessionClaim[] WithEvents(DuckDBConnection connection, SessionClaim[] claims)
    {
        var found = connection
            .Query(
                $"""
                SELECT DISTINCT d.name, s.session_id FROM session_events s JOIN {Claimed} ON {OfClaim}
                JOIN domains d ON d.domain_number = s.domain_number
                """,
                row => (row.GetString(0), row.GetString(1)),
                ("claims", Text(claims))
            )
            .ToHashSet();
        return [.. claims.Where(claim => found.Contains((claim.Domain, claim.SessionId)))];
    }

    /// <summary>Moves the events in one transaction; their numbers and ids stay theirs.</summary>
    public static void Move(DuckDBConnection connection, SessionClaim[] claims)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            $"""
            INSERT INTO interactions (domain_number, user_id, item_id, kind, occurred_at, value, import_number,
                event_number, event_id, session_id, list_id, received_at)
            SELECT s.domain_number, c.user_id, s.item_id, s.kind, s.occurred_at, s.value, 0,
                s.event_number, s.event_id, s.session_id, s.list_id, s.received_at
            FROM session_events s JOIN {Claimed} ON {OfClaim} ORDER BY s.event_number
            """,
            ("claims", Text(claims))
        );
        connection.Execute($"DELETE FROM session_events s USING {Claimed} WHERE {OfClaim}", ("claims", Text(claims)));
        transaction.Commit();
    }

    private static string Text(SessionClaim[] claims) =>
        JsonSerializer.Serialize(claims.Select(claim => (string[])[claim.Domain, claim.SessionId, claim.UserId]));
}
