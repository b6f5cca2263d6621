using DuckDB.NET.Data;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>A Parquet file as a source of interactions: each role's expression follows from the physical type of its column.</summary>
internal static class ParquetSource
{
    /// <summary>The file's columns and their types.</summary>
    /// <exception cref="KuajieException">The file is damaged.</exception>
    public static IReadOnlyList<(string Name, string Type)> Columns(DuckDBConnection connection, SourceFile file)
    {
        try
        {
            return connection.Query($"DESCRIBE SELECT * FROM {From(file, withRows: false)}", row => (row.GetString(0), row.GetString(1)));
        }
        catch (DuckDBException damage)
        {
            throw Broken(file, damage);
        }
    }

    public static long RowCount(DuckDBConnection connection, SourceFile file)
    {
        try
        {
            return connection.Scalar<long>($"SELECT coalesce(sum(num_rows), 0)::BIGINT FROM parquet_file_metadata({PathOf(file)})");
        }
        catch (DuckDBException damage)
        {
            throw Broken(file, damage);
        }
    }

    public static KuajieException Broken(SourceFile file, DuckDBException damage) =>
        ImportTexts.Source.Fault("broken-parquet", "BrokenParquet", file.FilePath, inner: damage, arguments: [FirstLine(damage.Message)]);

    public static CleanSource Of(
        SourceFile file,
        IReadOnlyList<(string Name, string Type)> columns,
        IReadOnlyDictionary<string, int> roles,
        bool mayShowAll,
        bool isUtc
    )
    {
        string? Column(string role) => roles.TryGetValue(role, out var place) ? DuckDbCommands.Identifier(columns[place].Name) : null;
        string Type(string role) => columns[roles[role]].Type;
        NumberSql Number(string role) => Column(role) is { } column ? NumberOf(column, Type(role)) : NumberSql.Absent;
        return new CleanSource(
            From(file, withRows: true),
            DuckDbCommands.Literal(file.Name),
            "file_row_number + 1",
            "NULL::VARCHAR",
            "NULL::VARCHAR",
            Raw(columns, roles, mayShowAll),
            TextOf(Column("user")!, Type("user")),
            TextOf(Column("item")!, Type("item")),
            Column("kind") is { } kind ? TextOf(kind, Type("kind")) : null,
            Column("time") is { } time ? TimeOf(time, Type("time"), isUtc) : null,
            Number("rating"),
            Number("seconds"),
            Number("value")
        );
    }

    /// <summary>The path as a literal that names this file alone: the engine would read brackets, stars and question marks in it as a pattern.</summary>
    public static string PathOf(SourceFile file) =>
        DuckDbCommands.Literal(string.Concat(file.FilePath.Select(letter => letter is '[' or '*' or '?' ? $"[{letter}]" : $"{letter}")));

    private static string From(SourceFile file, bool withRows) =>
        $"read_parquet({PathOf(file)}{(withRows ? ", file_row_number = true" : "")})";

    /// <summary>The whole row as JSON; of a row whose user is pseudonymised only what is not the user and not an unknown column.</summary>
    private static string Raw(IReadOnlyList<(string Name, string Type)> columns, IReadOnlyDictionary<string, int> roles, bool mayShowAll)
    {
        var shown = columns.Where((_, place) => mayShowAll || roles.Any(role => role.Value == place && role.Key != "user"));
        var fields = shown.Select(column => $"{DuckDbCommands.Identifier(column.Name)} := {DuckDbCommands.Identifier(column.Name)}");
        return $"to_json(struct_pack({string.Join(", ", fields)}))::VARCHAR";
    }

    private static string TextOf(string column, string type) =>
        type switch
        {
            "VARCHAR" => column,
            "BLOB" => $"coalesce(TRY(decode({column})), CASE WHEN {column} IS NULL THEN NULL ELSE '\ufffd' END)",
            "DOUBLE" or "FLOAT" =>
                $"CASE WHEN {column} IS NULL OR isnan({column}) THEN NULL WHEN {column} = floor({column}) AND abs({column}) < 1e15 THEN ({column})::BIGINT::VARCHAR ELSE ({column})::VARCHAR END",
            _ => $"({column})::VARCHAR",
        };

    private static bool IsInteger(string type) =>
        type is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER";

    private static NumberSql NumberOf(string column, string type) =>
        IsInteger(type) || type is "DOUBLE" or "FLOAT" or "UBIGINT" or "HUGEINT" || type.StartsWith("DECIMAL", StringComparison.Ordinal)
            ? FieldSql.NumberOfNumber(column)
            : FieldSql.NumberOfText(TextOf(column, type));

    private static TimeSql TimeOf(string column, string type, bool isUtc) =>
        type switch
        {
            _ when IsInteger(type) => FieldSql.TimeOfInteger(column),
            "DOUBLE" or "FLOAT" or "UBIGINT" or "HUGEINT" => FieldSql.TimeOfNumber(column),
            "TIMESTAMP WITH TIME ZONE" => new TimeSql($"timezone('UTC', {column})", $"({column})::VARCHAR"),
            "DATE" or "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => new TimeSql(
                isUtc ? $"({column})::TIMESTAMP" : FieldSql.Zoned($"({column})::TIMESTAMP"),
                $"({column})::VARCHAR"
            ),
            _ => FieldSql.TimeOfText(TextOf(column, type)),
        };

    private static string FirstLine(string message) => message.Split('\n')[0];
}
