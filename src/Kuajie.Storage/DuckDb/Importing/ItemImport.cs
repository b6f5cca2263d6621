using DuckDB.NET.Data;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Brings item files into the catalog.</summary>
internal sealed class ItemImport(ImportScope scope, DuckDbFile store) : RecordImport(scope, store, "items")
{
    private const string Compared =
        "kind, title, description, tags, price_minor_units, currency, image_url, available_from, available_until, attributes";

    private static readonly Item None = new("", "", "", null, null, [], null, null, null, null, null, "{}");
    private static readonly TimeSql From = FieldSql.TimeOfText("from_text");
    private static readonly TimeSql Until = FieldSql.TimeOfText("until_text");
    private Item current = None;

    protected override IReadOnlyList<ColumnRole> Roles => ColumnRole.Items;

    protected override IReadOnlyList<string> Headerless => Scope.Request.Preset?.ItemColumns ?? [];

    protected override string RecordColumns =>
        "item_id VARCHAR, kind VARCHAR, title VARCHAR, description VARCHAR, tags VARCHAR[], price_minor_units BIGINT, currency VARCHAR, image_url VARCHAR, attributes VARCHAR, from_text VARCHAR, until_text VARCHAR";

    protected override string LateReason =>
        $"CASE WHEN {From.Text} <> '' AND ({From.At}) IS NULL OR {Until.Text} <> '' AND ({Until.At}) IS NULL THEN '{ImportReasons.UnparsableTime}' END";

    protected override (string Field, string Found) LateFault =>
        (
            $"CASE WHEN {From.Text} <> '' AND ({From.At}) IS NULL THEN 'from' ELSE 'until' END",
            $"CASE WHEN {From.Text} <> '' AND ({From.At}) IS NULL THEN from_text ELSE until_text END"
        );

    protected override RowFault? Test(ISourceReader reader, IReadOnlyDictionary<string, int> roles, SourceRow row)
    {
        var fault = ItemRules.Read(
            Scope.Request.Domain,
            role => roles.TryGetValue(role, out var place) ? row.Values[place] : null,
            Others(reader, roles, row),
            out var item
        );
        current = item ?? None;
        return fault;
    }

    protected override void Append(IDuckDBAppenderRow target, IReadOnlyDictionary<string, int> roles, SourceRow row, bool isFaulty)
    {
        var item = isFaulty ? None : current;
        target
            .AppendValue(item.ItemId)
            .AppendValue(item.Kind)
            .AppendValue(item.Title)
            .AppendValue(item.Description)
            .AppendValue(item.Tags)
            .AppendValue(item.PriceMinorUnits)
            .AppendValue(item.Currency)
            .AppendValue(item.ImageUrl)
            .AppendValue(item.AttributesJson)
            .AppendValue(TextOf("from", roles, row))
            .AppendValue(TextOf("until", roles, row));
    }

    protected override long Store()
    {
        var connection = Scope.Connection;
        connection.Execute(
            $"""
            CREATE OR REPLACE TEMP TABLE chosen_items AS
            SELECT item_id, kind, title, description, tags, price_minor_units, currency, image_url,
                {From.At} AS available_from, {Until.At} AS available_until, attributes
            FROM {Waiting} WHERE reason IS NULL AND {LateReason} IS NULL
            QUALIFY row_number() OVER (PARTITION BY item_id ORDER BY place DESC) = 1;
            DELETE FROM chosen_items WHERE EXISTS (
                SELECT 1 FROM items s WHERE s.domain_number = {Scope.Domain} AND s.item_id = chosen_items.item_id
                    AND ROW({Columns("s")}) IS NOT DISTINCT FROM ROW({Columns("chosen_items")}));
            -- Items that came with a domain's first catalog are not newer than others.
            CREATE OR REPLACE TEMP TABLE known_items AS SELECT item_id, added_at FROM items WHERE domain_number = {Scope.Domain};
            DELETE FROM items WHERE domain_number = {Scope.Domain} AND item_id IN (SELECT item_id FROM chosen_items);
            """,
            Scope.Cancellation
        );
        return connection.Execute(
            $"""
            INSERT INTO items SELECT {Scope.Domain}, c.item_id, {Columns("c")}, {Scope.ImportNumber},
                CASE WHEN k.item_id IS NOT NULL THEN k.added_at
                    WHEN EXISTS (FROM known_items) THEN make_timestamp({Scope.Now.UtcTicks / 10 - DateTime.UnixEpoch.Ticks / 10}) END
            FROM chosen_items c LEFT JOIN known_items k ON k.item_id = c.item_id ORDER BY c.item_id
            """,
            Scope.Cancellation
        );
    }

    private static string Columns(string table) => string.Join(", ", Compared.Split(", ").Select(column => $"{table}.{column}"));

    private static string? TextOf(string role, IReadOnlyDictionary<string, int> roles, SourceRow row) =>
        roles.TryGetValue(role, out var place) && row.Fault is null ? IdText.Clean(row.Values[place]) : null;
}
