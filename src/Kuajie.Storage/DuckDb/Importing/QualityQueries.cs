using DuckDB.NET.Data;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Measures a domain as it stands.</summary>
internal static class QualityQueries
{
    private const int MostFlaggedUsers = 100;
    private const int RankPoints = 60;
    private const int ValuesSampled = 100_000;

    /// <summary>Counts interactions per user and per item into <c>user_counts</c> and <c>item_counts</c>.</summary>
    public static void CountUsersAndItems(ImportScope scope)
    {
        foreach (var one in (string[])["user", "item"])
        {
            scope.Connection.Execute(
                $"CREATE OR REPLACE TEMP TABLE {one}_counts AS SELECT {one}_id, count(*) AS n FROM interactions WHERE domain_number = {scope.Domain} GROUP BY {one}_id",
                scope.Cancellation
            );
        }
    }

    /// <summary>Needs the tables of <see cref="CountUsersAndItems"/>.</summary>
    public static DomainQuality Measure(ImportScope scope)
    {
        var connection = scope.Connection;
        var (rows, first, last) = connection.Query(
            $"SELECT count(*), min(occurred_at), max(occurred_at) FROM interactions WHERE domain_number = {scope.Domain}",
            row => (row.GetInt64(0), row.Time(1), row.Time(2))
        )[0];
        var users = connection.Scalar<long>("SELECT count(*) FROM user_counts");
        var items = connection.Scalar<long>("SELECT count(*) FROM item_counts");
        return new DomainQuality
        {
            Interactions = rows,
            Users = users,
            Items = items,
            Sparsity = users * items == 0 ? 0 : Math.Max(0, 1 - (rows / ((double)users * items))),
            First = first,
            Last = last,
            Kinds = Kinds(scope),
            Activity = DistributionOf(connection, "user_counts"),
            Popularity = DistributionOf(connection, "item_counts"),
            FlaggedUsers = Flagged(scope),
            FlaggedUserCount = connection.Scalar<long>(
                $"SELECT count(DISTINCT user_id) FROM flagged_users WHERE domain_number = {scope.Domain}"
            ),
            Outliers = Outliers(scope),
            Overlaps = Overlaps(scope),
            CatalogItems = connection.Scalar<long>($"SELECT count(*) FROM items WHERE domain_number = {scope.Domain}"),
            ItemsNeverSeen = connection.Scalar<long>(
                $"SELECT count(*) FROM items WHERE domain_number = {scope.Domain} AND item_id NOT IN (SELECT item_id FROM item_counts)"
            ),
            ItemsNotInCatalog = connection.Scalar<long>(
                $"SELECT count(*) FROM item_counts WHERE item_id NOT IN (SELECT item_id FROM items WHERE domain_number = {scope.Domain})"
            ),
            CatalogFieldsMissing = FieldsMissing(scope),
        };
    }

    private static Dictionary<string, long> Kinds(ImportScope scope) =>
        scope
            .Connection.Query(
                $"SELECT kind, count(*) FROM interactions WHERE domain_number = {scope.Domain} GROUP BY kind ORDER BY kind",
                row => (Kind: (InteractionKind)row.GetByte(0), Rows: row.GetInt64(1))
            )
            .ToDictionary(kind => InteractionKinds.WireName(kind.Kind), kind => kind.Rows);

    private static Distribution DistributionOf(DuckDBConnection connection, string table)
    {
        var counts = connection.Query(
            $"SELECT n, count(*) FROM {table} GROUP BY n ORDER BY n DESC",
            row => (Count: row.GetInt64(0), How: row.GetInt64(1))
        );
        var all = counts.Sum(entry => entry.How);
        if (all == 0)
        {
            return new Distribution(0, 0, 0, [], []);
        }
        var bins = counts
            .GroupBy(entry => (int)Math.Log2(entry.Count))
            .OrderBy(group => group.Key)
            .Select(group => new CountBin(1L << group.Key, 1L << (group.Key + 1), group.Sum(entry => entry.How)));
        var mean = counts.Sum(entry => (double)entry.Count * entry.How) / all;
        return new Distribution(CountAtRank(counts, (all + 1) / 2), Math.Round(mean, 2), counts[0].Count, [.. bins], Ranks(counts, all));
    }

    private static long CountAtRank(List<(long Count, long How)> counts, long rank)
    {
        long passed = 0;
        return counts.First(entry => (passed += entry.How) >= rank).Count;
    }

    private static List<RankedCount> Ranks(List<(long Count, long How)> counts, long all) =>
        [
            .. Enumerable
                .Range(0, RankPoints)
                .Select(point => (long)Math.Round(Math.Pow(all, point / (RankPoints - 1.0))))
                .Distinct()
                .Select(rank => new RankedCount(rank, CountAtRank(counts, rank))),
        ];

    private static List<FlaggedUser> Flagged(ImportScope scope) =>
        [
            .. scope
                .Connection.Query(
                    $"""
                    SELECT user_id, reason, measured, threshold FROM flagged_users WHERE domain_number = {scope.Domain}
                    ORDER BY max(measured / threshold) OVER (PARTITION BY user_id) DESC, user_id, measured / threshold DESC, reason LIMIT {MostFlaggedUsers
                        * RobotFlags.Reasons}
                    """,
                    row => (User: row.GetString(0), Flag: new FlagReason(row.GetString(1), row.GetDouble(2), row.GetDouble(3)))
                )
                .GroupBy(flagged => flagged.User, StringComparer.Ordinal)
                .Take(MostFlaggedUsers)
                .Select(user => new FlaggedUser(user.Key, [.. user.Select(flagged => flagged.Flag)])),
        ];

    private static List<ValueOutliers> Outliers(ImportScope scope) =>
        scope.Connection.Query(
            $"""
            WITH valued AS (SELECT kind, value FROM interactions WHERE domain_number = {scope.Domain} AND value IS NOT NULL),
            fences AS (
                SELECT kind, quantile_cont(value, 0.75) + 3 * (quantile_cont(value, 0.75) - quantile_cont(value, 0.25)) AS fence
                FROM (SELECT * FROM valued USING SAMPLE reservoir({ValuesSampled} ROWS) REPEATABLE (1)) GROUP BY kind)
            SELECT v.kind, count(*), any_value(f.fence), max(v.value) FROM valued v JOIN fences f ON f.kind = v.kind AND v.value > f.fence
            GROUP BY v.kind ORDER BY v.kind
            """,
            row => new ValueOutliers((InteractionKind)row.GetByte(0), row.GetInt64(1), row.GetDouble(2), row.GetDouble(3))
        );

    private static List<DomainOverlap> Overlaps(ImportScope scope) =>
        scope.Connection.Query(
            $"""
            SELECT d.name, (
                SELECT count(*) FROM user_counts u
                WHERE EXISTS (SELECT 1 FROM interactions i WHERE i.domain_number = d.domain_number AND i.user_id = u.user_id))
            FROM domains d WHERE d.domain_number <> {scope.Domain} ORDER BY d.name
            """,
            row => new DomainOverlap(row.GetString(0), row.GetInt64(1), 0)
        );

    private static Dictionary<string, long> FieldsMissing(ImportScope scope)
    {
        string[] fields = ["title", "description", "tags", "price_minor_units", "image_url", "risk_level"];
        return scope
            .Connection.Query(
                $"""
                SELECT count(*) FILTER (title IS NULL), count(*) FILTER (description IS NULL), count(*) FILTER (len(tags) = 0),
                    count(*) FILTER (price_minor_units IS NULL), count(*) FILTER (image_url IS NULL),
                    count(*) FILTER (kind = 'financialProduct' AND json_extract(attributes, '$.riskLevel') IS NULL)
                FROM items WHERE domain_number = {scope.Domain}
                """,
                row => fields.Select((field, column) => (field, missing: row.GetInt64(column))).ToArray()
            )[0]
            .Where(entry => entry.missing > 0)
            .ToDictionary(entry => entry.field, entry => entry.missing);
    }
}
