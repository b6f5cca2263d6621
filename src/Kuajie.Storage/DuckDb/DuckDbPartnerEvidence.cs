using DuckDB.NET.Data;
using Kuajie.Marketing.Partners;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;

namespace Kuajie.Storage.DuckDb;

/// <summary>Counts of a domain that the fit of a partner is judged by.</summary>
internal sealed class DuckDbPartnerEvidence(DuckDbFile file) : IPartnerEvidenceStore
{
    private const string OfDomain = "i.domain_number = (SELECT domain_number FROM domains WHERE name = $domain)";
    private const string NotFlagged =
        "NOT EXISTS (SELECT 1 FROM flagged_users f WHERE f.domain_number = i.domain_number AND f.user_id = i.user_id)";

    private const string Profile =
        "any_value(t.currency), avg(ln(t.price_minor_units)), coalesce(stddev_samp(ln(t.price_minor_units)), 0), count(*)";

    private static readonly string TookUp =
        $"i.kind IN ({string.Join(", ", new[] { InteractionKind.Enrol, InteractionKind.Purchase, InteractionKind.Complete, InteractionKind.Gift }.Select(kind => (int)kind))})";

    private static readonly string Paid =
        $"i.kind IN ({string.Join(", ", new[] { InteractionKind.Enrol, InteractionKind.Purchase }.Select(kind => (int)kind))})";

    public Tally Takers(string domain, IReadOnlyCollection<string>? among)
    {
        using var session = file.Session();
        var connection = session.Connection;
        if (among is not null)
        {
            Append(connection, among);
        }
        var limit = among is null ? "" : "AND i.user_id IN (SELECT user_id FROM evidence_users)";
        return connection
            .Query(
                $"SELECT count(DISTINCT i.user_id) FILTER (WHERE {TookUp}), count(DISTINCT i.user_id) FROM interactions i WHERE {OfDomain} AND {NotFlagged} {limit}",
                row => new Tally(row.GetInt64(0), row.GetInt64(1)),
                ("domain", domain)
            )
            .Single();
    }

    public IReadOnlyDictionary<string, long> TagUsers(string domain, int most)
    {
        using var session = file.Session();
        return session
            .Connection.Query(
                $"""
                WITH touched AS (SELECT DISTINCT i.domain_number, i.user_id, i.item_id FROM interactions i WHERE {OfDomain} AND {NotFlagged})
                SELECT tag, count(DISTINCT user_id) AS people
                FROM (SELECT t.user_id, unnest(x.tags) AS tag FROM touched t JOIN items x ON x.domain_number = t.domain_number AND x.item_id = t.item_id)
                GROUP BY tag ORDER BY people DESC, tag LIMIT $most
                """,
                row => (row.GetString(0), row.GetInt64(1)),
                ("domain", domain),
                ("most", most)
            )
            .ToDictionary(tag => tag.Item1, tag => tag.Item2, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, PriceProfile> PricesPaid(string domain) =>
        Profiles(
            $"""
            SELECT {Profile} FROM interactions i JOIN items t ON t.domain_number = i.domain_number AND t.item_id = i.item_id
            WHERE {OfDomain} AND {NotFlagged} AND {Paid} AND t.price_minor_units > 0 AND t.currency IS NOT NULL GROUP BY t.currency
            """,
            domain
        );

    public IReadOnlyDictionary<string, PriceProfile> PricesOffered(string domain) =>
        Profiles(
            $"""
            SELECT {Profile} FROM items t WHERE t.domain_number = (SELECT domain_number FROM domains WHERE name = $domain)
                AND t.price_minor_units > 0 AND t.currency IS NOT NULL GROUP BY t.currency
            """,
            domain
        );

    private Dictionary<string, PriceProfile> Profiles(string sql, string domain)
    {
        using var session = file.Session();
        return session
            .Connection.Query(
                sql,
                row => (row.GetString(0), new PriceProfile(row.GetDouble(1), row.GetDouble(2), row.GetInt64(3))),
                ("domain", domain)
            )
            .ToDictionary(each => each.Item1, each => each.Item2, StringComparer.Ordinal);
    }

    private static void Append(DuckDBConnection connection, IReadOnlyCollection<string> users)
    {
        connection.Execute("CREATE OR REPLACE TEMP TABLE evidence_users(user_id VARCHAR)");
        using var appender = connection.CreateAppender("temp", "main", "evidence_users");
        foreach (var user in users)
        {
            appender.CreateRow().AppendValue(user).EndRow();
        }
    }
}
