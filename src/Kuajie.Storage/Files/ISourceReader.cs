using Kuajie.Platform.Imports;

namespace Kuajie.Storage.Files;

/// <summary>An opened text file: its columns, then its rows.</summary>
internal interface ISourceReader
{
    SourceFile File { get; }

    /// <summary>Name of the format in reports.</summary>
    string Format { get; }

    string EncodingName { get; }

    /// <summary>What separates the fields of a row; null where nothing does.</summary>
    string? Delimiter { get; }

    /// <summary>Names of the columns, in the order of <see cref="SourceRow.Values"/>.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>All rows.</summary>
    /// <param name="consumed">Told the packed bytes read so far.</param>
    IEnumerable<SourceRow> Rows(Action<long> consumed);
}

/// <summary>Opens text files.</summary>
internal static class SourceReaders
{
    /// <summary>Opens a file whose columns mean some of the roles.</summary>
    /// <param name="file">The file.</param>
    /// <param name="roles">The roles of this kind of file, to tell a header from a first row.</param>
    /// <param name="headerless">Roles of the columns where the file has no header, from a preset.</param>
    /// <param name="request">How to read.</param>
    public static ISourceReader Open(
        SourceFile file,
        IReadOnlyList<ColumnRole> roles,
        IReadOnlyList<string> headerless,
        ImportRequest request
    )
    {
        var encoding = request.Encoding is { } name
            ? TextEncodings.Named(name)
            : TextLines.Guarded(file, () => Detect(file, request.Preset?.FallbackEncoding));
        return file.Format == SourceFormat.JsonLines || LooksLikeJson(file, encoding)
            ? JsonLinesReader.Open(file, encoding)
            : DelimitedReader.Open(file, encoding, roles, headerless, request);
    }

    private static System.Text.Encoding Detect(SourceFile file, string? fallback)
    {
        using var bytes = TextLines.Open(file);
        return TextEncodings.Detect(bytes, fallback);
    }

    private static bool LooksLikeJson(SourceFile file, System.Text.Encoding encoding) =>
        TextLines.Read(file, encoding, _ => { }).Select(line => line.Text.TrimStart()).FirstOrDefault(text => text.Length > 0) is { } first
        && first.StartsWith("{\"", StringComparison.Ordinal);
}
