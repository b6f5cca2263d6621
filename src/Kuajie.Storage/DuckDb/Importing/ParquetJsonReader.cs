using System.Text.Json;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Reads a Parquet file row by row as JSON objects, for items and users: catalogs are small and their attributes keep their types.</summary>
internal sealed class ParquetJsonReader(DuckDbFile store, SourceFile file, IReadOnlyList<string> columns) : ISourceReader
{
    public SourceFile File => file;

    public string Format => "parquet";

    public string? Delimiter => null;

    public string EncodingName => "utf-8";

    public IReadOnlyList<string> Columns => columns;

    public IEnumerable<SourceRow> Rows(Action<long> consumed)
    {
        using var session = store.Session();
        using var command = session.Connection.Command($"SELECT to_json(t)::VARCHAR FROM read_parquet({ParquetSource.PathOf(file)}) AS t");
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var row = new SourceRow { Values = new string?[columns.Count] };
        while (reader.Read())
        {
            row.Line++;
            row.Raw = reader.GetString(0);
            using var document = JsonDocument.Parse(row.Raw);
            row.Json = document.RootElement;
            row.Fault = IdText.IsBroken(row.Raw) ? ImportReasons.BrokenEncoding : null;
            for (var column = 0; column < columns.Count; column++)
            {
                var value = document.RootElement.GetProperty(columns[column]);
                row.Values[column] =
                    value.ValueKind == JsonValueKind.Null ? null
                    : value.ValueKind == JsonValueKind.String ? value.GetString()
                    : value.GetRawText();
            }
            yield return row;
        }
    }
}
