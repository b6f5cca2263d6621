using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.Files;

/// <summary>Reads CSV, TSV and files with other separators, with or without a header.</summary>
internal sealed class DelimitedReader : ISourceReader
{
    private static readonly string[] Delimiters = ["::", "\t", ",", ";", "|"];
    private readonly Encoding encoding;
    private readonly string delimiter;
    private readonly bool hasHeader;

    private DelimitedReader(SourceFile file, Encoding encoding, string delimiter, bool hasHeader, IReadOnlyList<string> columns)
    {
        File = file;
        this.encoding = encoding;
        this.delimiter = delimiter;
        this.hasHeader = hasHeader;
        Columns = columns;
    }

    public SourceFile File { get; }

    public string Format => delimiter == "\t" ? "tsv" : "csv";

    public string EncodingName => encoding.WebName;

    public string? Delimiter => delimiter;

    public IReadOnlyList<string> Columns { get; }

    public static DelimitedReader Open(
        SourceFile file,
        Encoding encoding,
        IReadOnlyList<ColumnRole> roles,
        IReadOnlyList<string> headerless,
        ImportRequest request
    )
    {
        var first = TextLines.Read(file, encoding, _ => { }).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line.Text));
        if (first.Text is null)
        {
            throw ImportTexts.Source.Fault("empty-file", "EmptyFile", file.FilePath);
        }
        var separator = DelimiterOf(first.Text, headerless.Count > 0);
        var names = FirstRecord(file, encoding, separator);
        if (ColumnRecognizer.LooksLikeHeader(roles, names, request.Map))
        {
            return new DelimitedReader(file, encoding, separator, true, names);
        }
        if (headerless.Count > 0)
        {
            var columns = names.Select((_, place) => place < headerless.Count ? headerless[place] : $"#{place + 1}");
            return new DelimitedReader(file, encoding, separator, false, [.. columns]);
        }
        var isByPlace = request.Map.Count > 0 && request.Map.Values.All(column => column.StartsWith('#'));
        return isByPlace
            ? new DelimitedReader(file, encoding, separator, false, [.. names.Select((_, place) => $"#{place + 1}")])
            : new DelimitedReader(file, encoding, separator, true, names);
    }

    public IEnumerable<SourceRow> Rows(Action<long> consumed)
    {
        var isHeader = hasHeader;
        var row = new SourceRow { Values = new string?[Columns.Count] };
        foreach (var record in DelimitedRecords.Read(TextLines.Read(File, encoding, consumed), delimiter))
        {
            if (isHeader)
            {
                isHeader = false;
                continue;
            }
            Fill(row, record);
            yield return row;
        }
    }

    private void Fill(SourceRow row, DelimitedRecord record)
    {
        (row.Line, row.Raw, row.Fault, row.Found) = (record.Line, record.Raw, null, null);
        for (var column = 0; column < Columns.Count; column++)
        {
            row.Values[column] = column < record.Fields.Count ? record.Fields[column] : null;
        }
        if (IdText.IsBroken(record.Raw))
        {
            row.Fault = ImportReasons.BrokenEncoding;
        }
        else if (record.IsUnclosed || record.IsTooLong || record.Fields.Count != Columns.Count)
        {
            row.Fault = ImportReasons.WrongColumnCount;
            row.Found =
                record.IsUnclosed ? ImportTexts.Source.Format("UnclosedQuote")
                : record.IsTooLong ? ImportTexts.Source.Format("TooLongLine")
                : ImportTexts.Source.Format("ColumnCounts", record.Fields.Count, Columns.Count);
        }
    }

    private static List<string> FirstRecord(SourceFile file, Encoding encoding, string delimiter) =>
        [
            .. DelimitedRecords
                .Read(TextLines.Read(file, encoding, _ => { }), delimiter)
                .First()
                .Fields.Select(field => field.Trim(IdText.Blanks.ToCharArray())),
        ];

    /// <summary>The separator that the first line has most of; a double colon counts before a single one of anything.</summary>
    internal static string DelimiterOf(string line, bool isPreset)
    {
        var best = Delimiters
            .Select((text, order) => (text, order, count: CountOutsideQuotes(line, text)))
            .OrderByDescending(candidate => candidate.text is "::" && candidate.count > 0)
            .ThenByDescending(candidate => candidate.count)
            .ThenBy(candidate => candidate.order)
            .First();
        return best.count > 0 ? best.text
            : isPreset && line.Contains(' ', StringComparison.Ordinal) ? " "
            : ",";
    }

    private static int CountOutsideQuotes(string line, string delimiter)
    {
        var (count, isQuoted) = (0, false);
        for (var place = 0; place < line.Length; place++)
        {
            if (line[place] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && string.CompareOrdinal(line, place, delimiter, 0, delimiter.Length) == 0)
            {
                count++;
                place += delimiter.Length - 1;
            }
        }
        return count;
    }
}
