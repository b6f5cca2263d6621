using Kuajie.Storage.Migrations;

namespace Kuajie.Storage.DuckDb;

/// <summary>
/// The event store's tables, brought about by numbered steps. A step once released is never edited: a change is a new step at the end. Times are UTC
/// without zone; ids, not offsets into anything, tie the tables together, so that the same tables can stand in another engine.
/// </summary>
internal static class DuckDbSchema
{
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new(
            1,
            "interactions, items, users, rejected rows",
            [
                """
                CREATE TABLE domains(domain_number SMALLINT PRIMARY KEY, name VARCHAR NOT NULL UNIQUE);
                CREATE TABLE interactions(
                    domain_number SMALLINT NOT NULL, user_id VARCHAR NOT NULL, item_id VARCHAR NOT NULL, kind UTINYINT NOT NULL,
                    occurred_at TIMESTAMP, value DOUBLE, import_number INTEGER NOT NULL);
                CREATE TABLE flagged_users(
                    domain_number SMALLINT NOT NULL, user_id VARCHAR NOT NULL, reason VARCHAR NOT NULL, measured DOUBLE NOT NULL, threshold DOUBLE NOT NULL);
                CREATE TABLE items(
                    domain_number SMALLINT NOT NULL, item_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, title VARCHAR, description VARCHAR, tags VARCHAR[] NOT NULL,
                    price_minor_units BIGINT, currency VARCHAR, image_url VARCHAR, available_from TIMESTAMP, available_until TIMESTAMP,
                    attributes VARCHAR NOT NULL, import_number INTEGER NOT NULL);
                CREATE TABLE users(domain_number SMALLINT NOT NULL, user_id VARCHAR NOT NULL, attributes VARCHAR NOT NULL, import_number INTEGER NOT NULL);
                CREATE TABLE rejected_rows(
                    domain_number SMALLINT NOT NULL, import_id VARCHAR NOT NULL, part VARCHAR NOT NULL, source_file VARCHAR NOT NULL, line BIGINT NOT NULL,
                    reason VARCHAR NOT NULL, field VARCHAR NOT NULL, found VARCHAR, user_id VARCHAR, raw VARCHAR);
                CREATE TABLE committed_imports(
                    import_number INTEGER PRIMARY KEY, import_id VARCHAR NOT NULL UNIQUE, domain_number SMALLINT NOT NULL, content_hash VARCHAR NOT NULL,
                    committed_at TIMESTAMP NOT NULL, report VARCHAR NOT NULL);
                CREATE TABLE pending_rewrite(since TIMESTAMP NOT NULL);
                """,
            ]
        ),
        new(
            2,
            "item vectors",
            ["CREATE TABLE item_vectors(domain_number SMALLINT NOT NULL, item_id VARCHAR NOT NULL, vector FLOAT[] NOT NULL);"]
        ),
        new(
            3,
            "live events, sessions, impressions",
            [
                // Rows of imports have none of these.
                "ALTER TABLE interactions ADD COLUMN event_number BIGINT",
                "ALTER TABLE interactions ADD COLUMN event_id VARCHAR",
                "ALTER TABLE interactions ADD COLUMN session_id VARCHAR",
                "ALTER TABLE interactions ADD COLUMN list_id VARCHAR",
                "ALTER TABLE interactions ADD COLUMN received_at TIMESTAMP",
                """
                CREATE TABLE session_events(
                    domain_number SMALLINT NOT NULL, session_id VARCHAR NOT NULL, item_id VARCHAR NOT NULL, kind UTINYINT NOT NULL,
                    occurred_at TIMESTAMP NOT NULL, value DOUBLE, event_number BIGINT NOT NULL, event_id VARCHAR NOT NULL, list_id VARCHAR, received_at TIMESTAMP NOT NULL);
                CREATE TABLE erased_events(event_number BIGINT NOT NULL, event_hash UHUGEINT NOT NULL);
                CREATE TABLE impressions(
                    list_id VARCHAR NOT NULL, shown_at TIMESTAMP NOT NULL, user_domain_number SMALLINT NOT NULL, user_id VARCHAR, session_id VARCHAR,
                    scene VARCHAR, arm VARCHAR, places VARCHAR NOT NULL);
                """,
            ]
        ),
        // Null where a catalog came whole, or before there was this column.
        new(4, "when items were added", ["ALTER TABLE items ADD COLUMN added_at TIMESTAMP"]),
    ];
}
