using System.Globalization;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Texts;
using Spectre.Console;

namespace Kuajie.Cli.Imports;

/// <summary>The quality report on the console.</summary>
internal static class ImportReportConsole
{
    private const int MostExamples = 12;
    private static readonly TextSource Texts = ImportCommandTexts.Source;

    /// <param name="console">Where to write.</param>
    /// <param name="report">The report.</param>
    /// <param name="folder">Folder of the report files, or null where none were written.</param>
    public static void Print(IAnsiConsole console, ImportReport report, string? folder)
    {
        if (report.AlreadyImported)
        {
            console.WriteLine(Texts.Format("AlreadyImported", report.ImportId));
        }
        else if (report.DryRun)
        {
            console.WriteLine(Texts.Format("DryRun"));
        }
        Counts(console, report);
        if (report.FilesWithoutTime.Count > 0)
        {
            console.WriteLine(ImportReportTables.WithoutTime(report));
        }
        Examples(console, report);
        if (report.Quality is { } quality && !report.AlreadyImported)
        {
            Domain(console, report.Domain, quality);
        }
        if (report.DroppedColumns.Count > 0)
        {
            console.WriteLine(Texts.Format("DroppedColumns", string.Join(", ", report.DroppedColumns)));
        }
        if (folder is not null)
        {
            console.WriteLine(Texts.Format("ReportFolder", folder));
        }
    }

    private static void Counts(IAnsiConsole console, ImportReport report)
    {
        var table = new Table().RoundedBorder();
        string[] headers = ["HeadPart", "HeadRead", "HeadKept", "HeadDuplicates", "HeadRejected", "HeadReasons"];
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(Texts.Format(header))) { NoWrap = header != "HeadReasons" });
        }
        foreach (var (name, part) in ImportReportTables.Parts(report))
        {
            string[] cells =
            [
                name,
                Number(part.RowsRead),
                Number(part.RowsKept),
                Number(part.DuplicateRows),
                Number(part.RowsRejected),
                string.Join(", ", part.RejectedByReason.Select(reason => $"{ImportReasons.Describe(reason.Key)} {Number(reason.Value)}")),
            ];
            table.AddRow(cells.Select(Markup.Escape).ToArray());
        }
        console.Write(table);
    }

    private static void Examples(IAnsiConsole console, ImportReport report)
    {
        if (report.Examples.Count == 0)
        {
            return;
        }
        console.WriteLine(Texts.Format("FirstExamples"));
        foreach (var example in report.Examples.Take(MostExamples))
        {
            console.WriteLine(
                "  "
                    + Texts.Format(
                        "ExampleLine",
                        example.File,
                        example.Line,
                        ImportReasons.Describe(example.Reason),
                        example.Found is { Length: > 0 } found ? Printable(found) : "–",
                        example.Expected
                    )
            );
        }
    }

    private static void Domain(IAnsiConsole console, string domain, DomainQuality quality)
    {
        if (quality.Interactions == 0)
        {
            console.WriteLine(Texts.Format("NoInteractions", domain));
            return;
        }
        console.WriteLine(
            Texts.Format(
                "DomainLine",
                domain,
                Number(quality.Interactions),
                Number(quality.Users),
                Number(quality.Items),
                quality.Sparsity.ToString("P2", CultureInfo.InvariantCulture)
            )
        );
        foreach (var (label, value) in ImportReportTables.Facts(quality))
        {
            console.WriteLine($"  {label}: {Printable(value)}");
        }
    }

    /// <summary>Control characters from files must not reach a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Take(160).Select(letter => char.IsControl(letter) ? '·' : letter));

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
