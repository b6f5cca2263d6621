using System.Globalization;
using DuckDB.NET.Data;

namespace Kuajie.Storage.DuckDb.EventIds;

/// <summary>Brings an index up to date from the event store. Events are numbered in the order they were stored, so the engine skips all earlier blocks.</summary>
internal static class EventIdCatchUp
{
    /// <summary>Adds what the store has and the index has not.</summary>
    public static void Run(DuckDBConnection connection, EventIdIndex index)
    {
        using var command = connection.Command(Numbered("event_number > $last") + " ORDER BY event_number", ("last", index.Last));
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            index.Add(reader.GetInt64(0), HashOf(reader));
        }
    }

    /// <summary>Whether the last event of a range is the store's event of that number.</summary>
    public static bool Has(DuckDBConnection connection, EventIdRange range)
    {
        var found = connection.Query(Numbered("event_number = $last"), HashOf, ("last", range.Last));
        return found.Count == 1 && found[0] == range.LastHash;
    }

    private static UInt128 HashOf(DuckDBDataReader row) =>
        row.IsDBNull(3)
            ? EventIdHash.Of(row.GetString(1), row.GetString(2))
            : UInt128.Parse(row.GetString(3), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Numbered(string condition) =>
        $"""
            SELECT event_number, d.name, event_id, event_hash FROM (
                SELECT event_number, domain_number, event_id, NULL::VARCHAR AS event_hash FROM interactions WHERE {condition}
                UNION ALL SELECT event_number, domain_number, event_id, NULL FROM session_events WHERE {condition}
                UNION ALL SELECT event_number, NULL, NULL, event_hash::VARCHAR FROM erased_events WHERE {condition}) e
            LEFT JOIN domains d ON d.domain_number = e.domain_number
            """;
}
