using DuckDB.NET.Data;
using Kuajie.Platform.Bridges;

namespace Kuajie.Storage.DuckDb;

/// <summary>Counts what linked people have on both sides: the people go into a table of the connection, what they touched beside it, three queries count.</summary>
internal sealed class DuckDbBridges(DuckDbFile file) : IBridgeStore
{
    private const string Touched = """
        CREATE OR REPLACE TEMP TABLE bridge_touched AS
        WITH sides AS (
            SELECT p.person, 1 AS side, d.domain_number, p.source_user AS user_id FROM bridge_people p, domains d WHERE d.name = $source
            UNION ALL
            SELECT p.person, 2, d.domain_number, p.target_user FROM bridge_people p, domains d WHERE d.name = $target),
        touched AS (
            SELECT DISTINCT s.person, s.side, s.domain_number, i.item_id FROM sides s
            JOIN interactions i ON i.domain_number = s.domain_number AND i.user_id = s.user_id
            WHERE NOT EXISTS (SELECT 1 FROM flagged_users f WHERE f.domain_number = s.domain_number AND f.user_id = s.user_id))
        SELECT t.* FROM touched t WHERE t.person IN (SELECT person FROM touched GROUP BY person HAVING count(DISTINCT side) = 2)
        """;

    private const string Items = "CREATE OR REPLACE TEMP TABLE bridge_had AS SELECT person, side, item_id AS name FROM bridge_touched";

    private const string TagCounts = """
        WITH sizes AS (SELECT person, side, count(*) AS items FROM bridge_touched GROUP BY person, side),
        tagged AS (
            SELECT t.person, t.side, i.item_id, unnest(CASE WHEN len(i.tags) = 0 THEN [i.kind] ELSE list_distinct(i.tags) END) AS name FROM bridge_touched t
            JOIN items i ON i.domain_number = t.domain_number AND i.item_id = t.item_id),
        counted AS (
            SELECT g.person, g.side, g.name, count(*) AS tagged_items, any_value(z.items) AS items
            FROM tagged g JOIN sizes z ON z.person = g.person AND z.side = g.side GROUP BY g.person, g.side, g.name)
        """;

    private const string Tags =
        "CREATE OR REPLACE TEMP TABLE bridge_had AS "
        + TagCounts
        + " SELECT person, side, name FROM counted WHERE tagged_items >= 2 OR 2 * tagged_items >= items";

    private const string Segments =
        "CREATE OR REPLACE TEMP TABLE bridge_had AS "
        + TagCounts
        + """
            , common AS (
                SELECT side, name FROM bridge_had GROUP BY side, name
                QUALIFY row_number() OVER (PARTITION BY side ORDER BY count(*) DESC, name) <= $most)
            SELECT c.person, c.side, c.name FROM counted c JOIN common m ON m.side = c.side AND m.name = c.name
            QUALIFY row_number() OVER (PARTITION BY c.person, c.side ORDER BY c.tagged_items DESC, c.name) = 1
            """;

    private const string Top = """
        CREATE OR REPLACE TEMP TABLE bridge_top AS
        SELECT side, name, count(*) AS people, row_number() OVER (PARTITION BY side ORDER BY count(*) DESC, name) - 1 AS place
        FROM bridge_had GROUP BY side, name QUALIFY place < $most
        """;

    private const string Pairs = """
        WITH had AS (SELECT h.person, h.side, t.place FROM bridge_had h JOIN bridge_top t ON t.side = h.side AND t.name = h.name)
        SELECT a.place::INTEGER, b.place::INTEGER, count(*) FROM had a JOIN had b ON b.person = a.person AND b.side = 2
        WHERE a.side = 1 GROUP BY a.place, b.place ORDER BY a.place, b.place
        """;

    private const string Both = """
        SELECT p.source_user, p.target_user FROM bridge_people p
        WHERE EXISTS (SELECT 1 FROM bridge_had h WHERE h.person = p.person AND h.side = 1 AND h.name = $first)
            AND EXISTS (SELECT 1 FROM bridge_had h WHERE h.person = p.person AND h.side = 2 AND h.name = $second)
        ORDER BY p.source_user, p.target_user LIMIT $most
        """;

    private const string Activity = """
        CREATE OR REPLACE TEMP TABLE bridge_activity AS
        WITH levels AS (
            SELECT person, side, least(floor(2 * log2(count(*))), $last)::INTEGER AS level FROM bridge_touched GROUP BY person, side)
        SELECT a.person, 100 * a.level + b.level AS stratum FROM levels a JOIN levels b ON b.person = a.person AND b.side = 2 WHERE a.side = 1
        """;

    private const string StratumTags = """
        SELECT a.stratum, h.side::INTEGER, t.place::INTEGER, count(*) FROM bridge_had h
        JOIN bridge_top t ON t.side = h.side AND t.name = h.name JOIN bridge_activity a ON a.person = h.person
        GROUP BY a.stratum, h.side, t.place
        """;

    private const string StratumPairs = """
        WITH had AS (SELECT h.person, h.side, t.place FROM bridge_had h JOIN bridge_top t ON t.side = h.side AND t.name = h.name)
        SELECT s.stratum, a.place::INTEGER, b.place::INTEGER, count(*) FROM had a JOIN had b ON b.person = a.person AND b.side = 2
        JOIN bridge_activity s ON s.person = a.person
        WHERE a.side = 1 GROUP BY s.stratum, a.place, b.place ORDER BY s.stratum, a.place, b.place
        """;

    public BridgeCounts Count(
        BridgeThing thing,
        string source,
        string target,
        IReadOnlyList<(string Source, string Target)> people,
        int most
    )
    {
        ArgumentNullException.ThrowIfNull(people);
        using var session = file.Session();
        var connection = session.Connection;
        Find(connection, thing, source, target, people);
        if (thing == BridgeThing.Segment)
        {
            connection.Execute(Segments, ("most", most));
        }
        connection.Execute(Top, ("most", most));
        return new BridgeCounts(
            connection.Scalar<long>("SELECT count(DISTINCT person) FROM bridge_touched"),
            Named(connection, 1),
            Named(connection, 2),
            connection.Query(Pairs, row => new PairCount(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)))
        )
        {
            Strata = thing == BridgeThing.Tag ? Strata(connection) : [],
        };
    }

    private static List<StratumCounts> Strata(DuckDBConnection connection)
    {
        connection.Execute(Activity, ("last", StratumCounts.LastLevel));
        var tags = connection
            .Query(StratumTags, row => (Stratum: row.GetInt32(0), Side: row.GetInt32(1), Place: row.GetInt32(2), People: row.GetInt64(3)))
            .ToLookup(tag => (tag.Stratum, tag.Side));
        var pairs = connection
            .Query(StratumPairs, row => (Stratum: row.GetInt32(0), Pair: new PairCount(row.GetInt32(1), row.GetInt32(2), row.GetInt64(3))))
            .ToLookup(pair => pair.Stratum, pair => pair.Pair);
        return connection.Query(
            "SELECT stratum, count(*) FROM bridge_activity GROUP BY stratum ORDER BY stratum",
            row => new StratumCounts(row.GetInt64(1), Side(row.GetInt32(0), 1), Side(row.GetInt32(0), 2), [.. pairs[row.GetInt32(0)]])
        );

        Dictionary<int, long> Side(int stratum, int side) => tags[(stratum, side)].ToDictionary(tag => tag.Place, tag => tag.People);
    }

    public IReadOnlyList<(string Source, string Target)> Having(
        BridgeThing thing,
        string source,
        string target,
        IReadOnlyList<(string Source, string Target)> people,
        (string Source, string Target) pair,
        int most
    )
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentOutOfRangeException.ThrowIfEqual(thing, BridgeThing.Segment);
        using var session = file.Session();
        Find(session.Connection, thing, source, target, people);
        return session.Connection.Query(
            Both,
            row => (row.GetString(0), row.GetString(1)),
            ("first", pair.Source),
            ("second", pair.Target),
            ("most", most)
        );
    }

    /// <summary>Puts into <c>bridge_had</c> who has which items or tags.</summary>
    private static void Find(
        DuckDBConnection connection,
        BridgeThing thing,
        string source,
        string target,
        IReadOnlyList<(string Source, string Target)> people
    )
    {
        Append(connection, people);
        connection.Execute(Touched, ("source", source), ("target", target));
        connection.Execute(thing == BridgeThing.Item ? Items : Tags);
    }

    private static List<NamedCount> Named(DuckDBConnection connection, int side) =>
        connection.Query(
            "SELECT name, people FROM bridge_top WHERE side = $side ORDER BY place",
            row => new NamedCount(row.GetString(0), row.GetInt64(1)),
            ("side", side)
        );

    private static void Append(DuckDBConnection connection, IReadOnlyList<(string Source, string Target)> people)
    {
        connection.Execute("CREATE OR REPLACE TEMP TABLE bridge_people(person INTEGER, source_user VARCHAR, target_user VARCHAR)");
        using var appender = connection.CreateAppender("temp", "main", "bridge_people");
        for (var person = 0; person < people.Count; person++)
        {
            appender.CreateRow().AppendValue(person).AppendValue(people[person].Source).AppendValue(people[person].Target).EndRow();
        }
    }
}
