using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Tables;

namespace Kuajie.Storage.Files;

/// <summary>
/// Reads and writes small tables as delimited text: any usual separator and encoding, told by looking, as imports do. Other than an import it takes all or nothing: a decision must not rest on
/// half a file.
/// </summary>
public static class TableFile
{
    private static readonly char[] Special = ['"', ',', '\n', '\r'];

    /// <summary>Reads a file.</summary>
    /// <exception cref="KuajieException">The file is missing, no delimited text, or one row does not fit.</exception>
    /// <exception cref="SeveralFaultsException">Several rows do not fit.</exception>
    public static Table Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var files = SourceFiles.Expand([path]);
        if (files is not [{ Format: SourceFormat.Delimited } file])
        {
            throw ImportTexts.Source.Fault("not-a-table", "NotATable", path, isUsage: true);
        }
        var encoding = TextLines.Guarded(
            file,
            () =>
            {
                using var bytes = TextLines.Open(file);
                return TextEncodings.Detect(bytes, null);
            }
        );
        return Read(Path.GetFileName(path), () => TextLines.Read(file, encoding, _ => { }));
    }

    /// <summary>The text of bytes whose encoding is told by looking.</summary>
    public static string Decode(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        using var stream = new MemoryStream(bytes);
        return TextEncodings.Detect(stream, null).GetString(bytes).TrimStart('\ufeff');
    }

    /// <summary>Reads a text.</summary>
    /// <param name="source">Its name in messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="KuajieException">It is empty, or one row does not fit.</exception>
    /// <exception cref="SeveralFaultsException">Several rows do not fit.</exception>
    public static Table Parse(string source, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');
        return Read(source, () => lines.Select((line, place) => new TextLine(place + 1, line, line.Length > TextLines.MostCharacters)));
    }

    /// <summary>The table as comma-separated text after RFC 4180, with LF line ends.</summary>
    public static string Write(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var text = new StringBuilder();
        AppendRow(text, table.Columns);
        foreach (var row in table.Rows)
        {
            AppendRow(text, row.Values);
        }
        return text.ToString();
    }

    private static Table Read(string source, Func<IEnumerable<TextLine>> lines)
    {
        if (lines().FirstOrDefault(line => !string.IsNullOrWhiteSpace(line.Text)) is not { Text: { } first })
        {
            throw ImportTexts.Source.Fault("empty-file", "EmptyFile", source);
        }
        var faults = new InputFaults();
        IReadOnlyList<string>? columns = null;
        var rows = new List<TableRow>();
        foreach (var record in DelimitedRecords.Read(lines(), DelimitedReader.DelimiterOf(first, false)))
        {
            if (columns is null)
            {
                columns = [.. record.Fields.Select(field => field.Trim())];
            }
            else if (rows.Count == Table.MostRows)
            {
                throw TableTexts.Source.Fault("too-many-rows", "TooManyRows", source, arguments: [Table.MostRows]);
            }
            else if (record.IsUnclosed || record.IsTooLong || record.Fields.Count != columns.Count)
            {
                faults.Note(
                    TableTexts.Source.Fault(
                        "wrong-column-count",
                        "WrongColumnCount",
                        $"{source}:{record.Line}",
                        arguments: [record.Fields.Count, columns.Count]
                    )
                );
            }
            else
            {
                rows.Add(new TableRow(record.Line, [.. record.Fields]));
            }
        }
        faults.ThrowIfAny();
        return new Table(source, columns!, rows);
    }

    private static void AppendRow(StringBuilder text, IReadOnlyList<string?> values) =>
        text.AppendJoin(',', values.Select(value => Quoted(value ?? ""))).Append('\n');

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(Special) >= 0 || value.StartsWith(' ') || value.EndsWith(' ')
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
}
