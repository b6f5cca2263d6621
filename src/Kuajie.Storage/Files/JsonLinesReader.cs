using System.Text;
using System.Text.Json;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;

namespace Kuajie.Storage.Files;

/// <summary>Reads files with one JSON object per line. Columns are the properties of the first objects.</summary>
internal sealed class JsonLinesReader : ISourceReader
{
    private const int LinesSampled = 200;
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, MaxDepth = 64 };
    private readonly Encoding encoding;

    private JsonLinesReader(SourceFile file, Encoding encoding, IReadOnlyList<string> columns)
    {
        File = file;
        this.encoding = encoding;
        Columns = columns;
    }

    public SourceFile File { get; }

    public string Format => "jsonl";

    public string? Delimiter => null;

    public string EncodingName => encoding.WebName;

    public IReadOnlyList<string> Columns { get; }

    public static JsonLinesReader Open(SourceFile file, Encoding encoding)
    {
        var columns = new List<string>();
        foreach (
            var line in TextLines.Read(file, encoding, _ => { }).Where(line => !string.IsNullOrWhiteSpace(line.Text)).Take(LinesSampled)
        )
        {
            if (columns.Count == 0 && line.Text.TrimStart().StartsWith('['))
            {
                throw ImportTexts.Source.Fault("json-array", "JsonArray", file.FilePath, isUsage: true);
            }
            using var document = TryParse(line.Text);
            if (document?.RootElement.ValueKind == JsonValueKind.Object)
            {
                columns.AddRange(
                    document.RootElement.EnumerateObject().Select(property => property.Name).Where(name => !columns.Contains(name))
                );
            }
        }
        return columns.Count > 0
            ? new JsonLinesReader(file, encoding, columns)
            : throw ImportTexts.Source.Fault("no-json", "NoJson", file.FilePath, arguments: [LinesSampled]);
    }

    public IEnumerable<SourceRow> Rows(Action<long> consumed)
    {
        var places = Columns
            .Select((name, place) => (name, place))
            .ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        var row = new SourceRow { Values = new string?[Columns.Count] };
        foreach (var line in TextLines.Read(File, encoding, consumed))
        {
            if (string.IsNullOrWhiteSpace(line.Text))
            {
                continue;
            }
            using var document = TryParse(line.Text);
            Fill(row, line, document, places);
            yield return row;
        }
    }

    private static void Fill(SourceRow row, TextLine line, JsonDocument? document, Dictionary<string, int> places)
    {
        Array.Clear(row.Values);
        (row.Line, row.Raw, row.Fault, row.Found, row.Json) = (line.Number, line.Text, null, null, null);
        if (document?.RootElement.ValueKind == JsonValueKind.Object)
        {
            row.Json = document.RootElement;
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (places.TryGetValue(property.Name, out var place))
                {
                    row.Values[place] = TextOf(property.Value);
                }
            }
        }
        if (IdText.IsBroken(line.Text))
        {
            row.Fault = ImportReasons.BrokenEncoding;
        }
        else if (row.Json is null || line.IsTooLong)
        {
            row.Fault = ImportReasons.BrokenJson;
            row.Found = line.Text.Length > 80 ? line.Text[..80] + "…" : line.Text;
        }
    }

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Strings without quotes, null as no value, anything else as it is written. A lone surrogate makes a string unreadable: then as written.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
        }
        catch (InvalidOperationException)
        {
            return "\ufffd";
        }
    }
}
