using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Storage.Audience;

/// <summary>
/// A tag mapping as a table that people edit in a spreadsheet: a row for each pair, its decision (<c>pin</c>, <c>add</c>, <c>forbid</c>, or nothing where it is only learnt), weight and note, the
/// evidence behind. Read back, rows with a decision are decisions; the evidence is not looked at.
/// </summary>
public static class TagMappingTable
{
    private static readonly TextSource Texts = TextSource.Of(typeof(TagMappingTable));
    private static readonly string[] Columns =
    [
        "from_tag",
        "to_tag",
        "decision",
        "weight",
        "note",
        "origin",
        "by",
        "at",
        "both",
        "from_people",
        "to_people",
        "lift",
        "low",
        "high",
        "false_discovery",
    ];

    /// <summary>Writes a mapping. Cells that a spreadsheet would take for a formula begin with an apostrophe.</summary>
    public static void Write(TextWriter writer, ToldTagMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        using var csv = new CsvWriter(
            writer,
            new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\n" },
            leaveOpen: true
        );
        WriteRow(csv, Columns);
        foreach (var pair in mapping.Pairs)
        {
            WriteRow(csv, [.. Decision(pair), .. Evidence(pair.Evidence)]);
        }
        csv.Flush();
    }

    /// <summary>Reads decisions: who and when are left empty.</summary>
    /// <exception cref="KuajieException">A column is missing, or rows hold no decision or weight; the first ten of them are named.</exception>
    public static IReadOnlyList<TagMappingEdit> Read(TextReader reader)
    {
        using var csv = new CsvReader(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
                TrimOptions = TrimOptions.Trim,
                MissingFieldFound = null,
                BadDataFound = null,
            },
            leaveOpen: true
        );
        string[] missing =
            csv.Read() && csv.ReadHeader()
                ? [.. Columns.Take(3).Except(csv.HeaderRecord!.Select(name => name.Trim().ToLowerInvariant()))]
                : Columns[..3];
        if (missing.Length > 0)
        {
            throw Texts.Fault(
                "tag-table-columns",
                "Columns",
                isUsage: true,
                arguments: [string.Join(", ", missing), string.Join(", ", Columns[..5])]
            );
        }
        var (edits, wrong) = (new List<TagMappingEdit>(), new List<string>());
        while (csv.Read())
        {
            ReadRow(csv, edits, wrong);
        }
        return wrong.Count == 0
            ? edits
            : throw Texts.Fault("tag-table-rows", "Rows", isUsage: true, arguments: [wrong.Count, string.Join("; ", wrong.Take(10))]);
    }

    private static void ReadRow(CsvReader csv, List<TagMappingEdit> edits, List<string> wrong)
    {
        var decision = csv.GetField("decision") ?? "";
        if (decision.Length == 0)
        {
            return;
        }
        var weightText = csv.TryGetField<string>("weight", out var written) ? written ?? "" : "";
        double? weight = double.TryParse(weightText, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        var kind = TagDecisions.Parse(decision);
        if (kind is null || (weightText.Length > 0 && weight is null && kind != TagEditKind.Forbid))
        {
            wrong.Add(FormattableString.Invariant($"{csv.Parser.RawRow}: {decision}, {weightText}"));
            return;
        }
        edits.Add(
            new TagMappingEdit(
                Plain(csv.GetField("from_tag")),
                Plain(csv.GetField("to_tag")),
                kind.Value,
                kind == TagEditKind.Forbid ? null : weight,
                "",
                default,
                csv.TryGetField<string>("note", out var note) && !string.IsNullOrEmpty(note) ? Plain(note) : null
            )
        );
    }

    /// <summary>Without the apostrophe that keeps a spreadsheet from computing.</summary>
    private static string Plain(string? cell) => cell is ['\'', '=' or '@' or '+' or '-', ..] ? cell[1..] : cell ?? "";

    private static string?[] Decision(ToldTags pair) =>
        [
            pair.From,
            pair.To,
            pair.Edit is null ? null : TagDecisions.NameOf(pair.Edit.Kind),
            Text(pair.Edit is null ? pair.Weight : pair.Edit.Weight),
            pair.Edit?.Note,
            TagDecisions.NameOf(pair.Origin),
            pair.Edit?.By,
            pair.Edit?.At.ToString("O", CultureInfo.InvariantCulture),
        ];

    private static string?[] Evidence(ToldTagEvidence? evidence) =>
        evidence is { } found
            ?
            [
                Text(found.Both),
                Text(found.FromPeople),
                Text(found.ToPeople),
                Text(found.Lift),
                Text(found.Low),
                Text(found.High),
                Text(found.FalseDiscovery),
            ]
            : new string?[7];

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

    private static void WriteRow(CsvWriter csv, string?[] cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }
        csv.NextRecord();
    }
}
