using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions;

namespace Kuajie.Storage.DuckDb;

/// <summary>What users and visitors did within a time, read as it goes.</summary>
internal sealed class DuckDbOutcomes(DuckDbFile file)
{
    public IEnumerable<Outcome> Outcomes(string domain, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        using var session = file.Session();
        using var command = session.Connection.Command(
            """
            WITH own AS (SELECT domain_number FROM domains WHERE name = $domain)
            SELECT user_id, kind, occurred_at, value, list_id, item_id FROM interactions i
            WHERE domain_number = (SELECT domain_number FROM own) AND occurred_at >= $from AND occurred_at < $until
                AND NOT EXISTS (SELECT 1 FROM flagged_users f WHERE f.domain_number = i.domain_number AND f.user_id = i.user_id)
            UNION ALL
            SELECT NULL, kind, occurred_at, value, list_id, item_id FROM session_events
            WHERE domain_number = (SELECT domain_number FROM own) AND occurred_at >= $from AND occurred_at < $until AND kind <> $seen
            """,
            ("domain", domain),
            ("from", from.UtcDateTime),
            ("until", until.UtcDateTime),
            ("seen", (byte)InteractionKind.Seen)
        );
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new Outcome(
                reader.Text(0),
                (InteractionKind)reader.GetByte(1),
                reader.Time(2)!.Value,
                reader.Number(3),
                reader.Text(4),
                reader.Text(5)!
            );
        }
    }
}
