using DuckDB.NET.Data;
using Kuajie.Platform.Interactions;

namespace Kuajie.Storage.DuckDb;

/// <summary>Who did something with an item, and who did anything last, in counts.</summary>
internal sealed class DuckDbAudiences(DuckDbFile file)
{
    private const string OfDomain = "i.domain_number = (SELECT domain_number FROM domains WHERE name = $domain)";
    private const string NotFlagged =
        "NOT EXISTS (SELECT 1 FROM flagged_users f WHERE f.domain_number = i.domain_number AND f.user_id = i.user_id)";

    private const string OfItem = $"FROM interactions i WHERE {OfDomain} AND i.item_id = $item AND {NotFlagged}";

    public IReadOnlyList<UserActivity> LatestUsers(string domain, string idStart, int most)
    {
        using var session = file.Session();
        return session.Connection.Query(
            $"""
            SELECT i.user_id, count(*), max(i.occurred_at) AS last_at FROM interactions i
            WHERE {OfDomain} AND starts_with(i.user_id, $start) AND ($start <> '' OR {NotFlagged})
            GROUP BY i.user_id ORDER BY last_at DESC NULLS LAST, i.user_id LIMIT $most
            """,
            row => new UserActivity(row.GetString(0), row.GetInt64(1), row.Time(2)),
            ("domain", domain),
            ("start", idStart),
            ("most", most)
        );
    }

    public ItemAudience AudienceOf(string domain, string itemId, AudiencePeriod period, int mostPeriods)
    {
        using var session = file.Session();
        var (users, interactions) = session
            .Connection.Query(
                $"SELECT count(DISTINCT i.user_id), count(*) {OfItem}",
                row => (row.GetInt64(0), row.GetInt64(1)),
                ("domain", domain),
                ("item", itemId)
            )
            .Single();
        return new ItemAudience(
            users,
            interactions,
            session.Connection.Query(
                $"SELECT i.kind, count(DISTINCT i.user_id), count(*) {OfItem} GROUP BY i.kind ORDER BY i.kind",
                row => new KindAudience((InteractionKind)row.GetByte(0), row.GetInt64(1), row.GetInt64(2)),
                ("domain", domain),
                ("item", itemId)
            ),
            Periods(session.Connection, domain, itemId, period, mostPeriods)
        );
    }

    public IReadOnlyList<string> TakersOf(string domain, string itemId)
    {
        using var session = file.Session();
        return session.Connection.Query(
            $"SELECT DISTINCT i.user_id {OfItem}",
            row => row.GetString(0),
            ("domain", domain),
            ("item", itemId)
        );
    }

    private static List<PeriodAudience> Periods(DuckDBConnection connection, string domain, string itemId, AudiencePeriod period, int most)
    {
        var latest = connection.Query(
            $"""
            SELECT date_trunc($period, i.occurred_at)::TIMESTAMP AS first, count(DISTINCT i.user_id), count(*)
            {OfItem} AND i.occurred_at IS NOT NULL GROUP BY first ORDER BY first DESC LIMIT $most
            """,
            row => new PeriodAudience(DateOnly.FromDateTime(row.GetDateTime(0)), row.GetInt64(1), row.GetInt64(2)),
            ("domain", domain),
            ("item", itemId),
            ("period", Word(period)),
            ("most", most)
        );
        latest.Reverse();
        return latest;
    }

    private static string Word(AudiencePeriod period) =>
        period switch
        {
            AudiencePeriod.Week => "week",
            AudiencePeriod.Month => "month",
            _ => "day",
        };
}
