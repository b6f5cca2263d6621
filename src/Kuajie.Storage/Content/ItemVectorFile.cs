using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Kuajie.Platform.Content;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Texts;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.DuckDb.Importing;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Content;

/// <summary>
/// Reads vectors of items from CSV, TSV, JSON lines (packed or not) or Parquet: the item's id in the column of that name, or else the first, and the numbers in
/// all other columns, or as a JSON list in a single one.
/// </summary>
public static class ItemVectorFile
{
    private const int LongestVector = 8_192;
    private static readonly HashSet<string> IdNames =
    [
        .. ColumnRole.Items.First(role => role.Role == "item").Names.Select(ColumnRecognizer.Normalize),
    ];
    private static readonly TextSource Texts = TextSource.Of(typeof(ItemVectorFile));

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="KuajieException">The file cannot be read, or a line holds no id, no finite numbers, another count of them, or an id for the second time.</exception>
    public static ItemVectors Read(string path)
    {
        var file = SourceFiles.Expand([path])[0];
        if (file.Format != SourceFormat.Parquet)
        {
            return Read(file, SourceReaders.Open(file, ColumnRole.Items, [], new ImportRequest { Domain = "" }));
        }
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return ReadParquet(file, connection);
    }

    private static ItemVectors ReadParquet(SourceFile file, DuckDBConnection connection)
    {
        string[] columns = [.. ParquetSource.Columns(connection, file).Select(column => column.Name)];
        try
        {
            var rows = connection.Query(
                $"SELECT to_json(t)::VARCHAR FROM read_parquet({ParquetSource.PathOf(file)}) AS t",
                row => row.GetString(0)
            );
            return Collect(file, columns, rows.Select((json, place) => ((long)place + 1, ValuesOf(json, columns))));
        }
        catch (DuckDBException damage)
        {
            throw ParquetSource.Broken(file, damage);
        }
    }

    private static ItemVectors Read(SourceFile file, ISourceReader reader) =>
        Collect(
            file,
            reader.Columns,
            reader
                .Rows(_ => { })
                .Select(row =>
                    row.Fault is null
                        ? (row.Line, row.Values)
                        : throw Texts.Fault("bad-vector", "BadRow", file.FilePath, arguments: [row.Line, row.Found ?? row.Fault])
                )
        );

    private static ItemVectors Collect(SourceFile file, IReadOnlyList<string> columns, IEnumerable<(long Line, string?[] Values)> rows)
    {
        var id = Math.Max(0, columns.ToList().FindIndex(column => IdNames.Contains(ColumnRecognizer.Normalize(column))));
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var length = 0;
        foreach (var (line, values) in rows)
        {
            var item = values[id] is { Length: > 0 } text
                ? text
                : throw Texts.Fault("bad-vector", "NoId", file.FilePath, arguments: [line, columns[id]]);
            var vector = Numbers([.. values.Where((_, column) => column != id)], file, line);
            length = length == 0 ? vector.Length : length;
            if (vector.Length != length || length == 0 || length > LongestVector)
            {
                throw Texts.Fault("bad-vector", "WrongLength", file.FilePath, arguments: [line, vector.Length, length, LongestVector]);
            }
            if (!vectors.TryAdd(item, vector))
            {
                throw Texts.Fault("bad-vector", "Twice", file.FilePath, arguments: [line, item]);
            }
        }
        return vectors.Count > 0 ? new ItemVectors(length, vectors) : throw Texts.Fault("no-vectors", "NoVectors", file.FilePath);
    }

    private static float[] Numbers(string?[] texts, SourceFile file, long line)
    {
        var parts = texts is [{ } list] && list.TrimStart().StartsWith('[') ? list.Trim().Trim('[', ']').Split(',') : texts;
        var numbers = new float[parts.Length];
        for (var place = 0; place < parts.Length; place++)
        {
            var isNumber = float.TryParse(parts[place], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[place]);
            if (!isNumber || !float.IsFinite(numbers[place]))
            {
                throw Texts.Fault("bad-vector", "NoNumber", file.FilePath, arguments: [line, parts[place] ?? ""]);
            }
        }
        return numbers;
    }

    private static string?[] ValuesOf(string json, string[] columns)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. columns.Select(column =>
                document.RootElement.GetProperty(column) switch
                {
                    { ValueKind: JsonValueKind.Null } => null,
                    { ValueKind: JsonValueKind.String } text => text.GetString(),
                    var other => other.GetRawText(),
                }
            ),
        ];
    }
}
