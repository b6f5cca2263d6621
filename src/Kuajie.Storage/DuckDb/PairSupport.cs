using DuckDB.NET.Data;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;

namespace Kuajie.Storage.DuckDb;

/// <summary>Counts shared users of item pairs: pairs and links go into tables of the connection, one query answers for all.</summary>
internal static class PairSupport
{
    public static IReadOnlyList<ItemPairSupport> Count(
        DuckDBConnection connection,
        IReadOnlyList<ItemPair> pairs,
        IReadOnlyList<Link> links
    )
    {
        if (pairs.Count == 0)
        {
            return [];
        }
        AppendPairs(connection, pairs);
        AppendLinks(connection, links);
        var counts = connection.Query(
            """
            WITH touched AS (
                SELECT DISTINCT d.name AS domain, i.item_id, i.user_id
                FROM interactions i JOIN domains d ON d.domain_number = i.domain_number
                WHERE (d.name, i.item_id) IN (SELECT source_domain, source_item FROM pairs UNION SELECT target_domain, target_item FROM pairs)
                    AND NOT EXISTS (SELECT 1 FROM flagged_users f WHERE f.domain_number = i.domain_number AND f.user_id = i.user_id)),
            crossings AS (
                SELECT first_domain, first_user, second_domain, second_user FROM links
                UNION SELECT second_domain, second_user, first_domain, first_user FROM links),
            accounts AS (
                SELECT p.place, t.user_id AS source_user, t.user_id AS target_user
                FROM pairs p JOIN touched t ON t.domain = p.source_domain AND t.item_id = p.source_item
                WHERE p.source_domain = p.target_domain
                UNION ALL
                SELECT p.place, t.user_id, c.second_user
                FROM pairs p JOIN touched t ON t.domain = p.source_domain AND t.item_id = p.source_item
                JOIN crossings c ON c.first_domain = p.source_domain AND c.first_user = t.user_id AND c.second_domain = p.target_domain
                WHERE p.source_domain <> p.target_domain)
            SELECT p.place, count(DISTINCT a.source_user), count(DISTINCT a.source_user) FILTER (t.user_id IS NOT NULL)
            FROM pairs p
            LEFT JOIN accounts a ON a.place = p.place
            LEFT JOIN touched t ON t.domain = p.target_domain AND t.item_id = p.target_item AND t.user_id = a.target_user
            GROUP BY p.place ORDER BY p.place
            """,
            row => (Place: row.GetInt32(0), Source: row.GetInt64(1), Shared: row.GetInt64(2))
        );
        return [.. counts.Select(count => new ItemPairSupport(pairs[count.Place], count.Source, count.Shared))];
    }

    private static void AppendPairs(DuckDBConnection connection, IReadOnlyList<ItemPair> pairs)
    {
        connection.Execute(
            "CREATE OR REPLACE TEMP TABLE pairs(place INTEGER, source_domain VARCHAR, source_item VARCHAR, target_domain VARCHAR, target_item VARCHAR)"
        );
        using var appender = connection.CreateAppender("temp", "main", "pairs");
        for (var place = 0; place < pairs.Count; place++)
        {
            var pair = pairs[place];
            appender
                .CreateRow()
                .AppendValue(place)
                .AppendValue(pair.SourceDomain)
                .AppendValue(pair.SourceItem)
                .AppendValue(pair.TargetDomain)
                .AppendValue(pair.TargetItem)
                .EndRow();
        }
    }

    private static void AppendLinks(DuckDBConnection connection, IReadOnlyList<Link> links)
    {
        connection.Execute(
            "CREATE OR REPLACE TEMP TABLE links(first_domain VARCHAR, first_user VARCHAR, second_domain VARCHAR, second_user VARCHAR)"
        );
        using var appender = connection.CreateAppender("temp", "main", "links");
        foreach (var link in links)
        {
            appender
                .CreateRow()
                .AppendValue(link.FirstDomain)
                .AppendValue(link.FirstUser)
                .AppendValue(link.SecondDomain)
                .AppendValue(link.SecondUser)
                .EndRow();
        }
    }
}
