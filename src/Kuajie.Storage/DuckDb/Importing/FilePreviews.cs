using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Reads the first rows of files with the import's own readers and guesses.</summary>
internal sealed class FilePreviews(DuckDbFile store, ImportRequest request)
{
    private const int MostRows = 20;

    public IReadOnlyList<FilePreview> All() =>
        [
            .. Of("interactions", request.Interactions, ColumnRole.Interactions, request.Preset?.InteractionColumns),
            .. Of("items", request.Items, ColumnRole.Items, request.Preset?.ItemColumns),
            .. Of("users", request.Users, ColumnRole.Users, request.Preset?.UserColumns),
        ];

    private IEnumerable<FilePreview> Of(
        string part,
        IReadOnlyList<string> files,
        IReadOnlyList<ColumnRole> roles,
        IReadOnlyList<string>? headerless
    ) => SourceFiles.Expand(files).Select(file => Of(part, Open(file, roles, headerless ?? []), roles));

    private ISourceReader Open(SourceFile file, IReadOnlyList<ColumnRole> roles, IReadOnlyList<string> headerless)
    {
        if (file.Format != SourceFormat.Parquet)
        {
            return SourceReaders.Open(file, roles, headerless, request);
        }
        using var session = store.Session();
        return new ParquetJsonReader(store, file, [.. ParquetSource.Columns(session.Connection, file).Select(column => column.Name)]);
    }

    private FilePreview Of(string part, ISourceReader reader, IReadOnlyList<ColumnRole> roles)
    {
        // Rows are one object used again and again.
        var rows = reader.Rows(_ => { }).Take(MostRows).Select(row => new PreviewRow(row.Line, [.. row.Values], row.Fault)).ToArray();
        var proposed = ColumnRecognizer.Propose(roles, reader.Columns, request.Map);
        var time = proposed.FirstOrDefault(role => role.Role == "time")?.Column is { } column
            ? reader.Columns.ToList().IndexOf(column)
            : -1;
        return new FilePreview(
            part,
            reader.File.Name,
            reader.Format,
            reader.Format == "parquet" ? null : reader.EncodingName,
            reader.Delimiter,
            reader.Columns,
            proposed,
            time < 0 ? null : TimeFormats.Of(rows.Where(row => row.Reason is null).Select(row => row.Values[time])),
            rows
        );
    }
}
