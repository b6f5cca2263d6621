using System.Globalization;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Texts;
using Spectre.Console;

namespace Kuajie.Cli.Output;

/// <summary>How a training of response models is told to people.</summary>
internal static class ResponseTables
{
    private static readonly TextSource Texts = ResponseVerbTexts.Source;

    public static void Print(IAnsiConsole console, ResponseReport report)
    {
        if (report.Shortage is { } shortage)
        {
            console.Line(shortage.ToString());
            return;
        }
        var parts = report.Parts;
        console.Line(Texts.Format("Parts", parts[0].Rows, parts[1].Rows, parts[2].Rows, parts[3].Rows, Number(parts[3].MeanOutcome)));
        console.Write(Models(report));
        var chosen = report.Contenders.Single(each => each.Form == report.Chosen);
        console.Line(Texts.Format("Chosen", NameOf(chosen)));
        if (report.Contenders.FirstOrDefault(each => each.Coefficients.Count > 0) is { } regression)
        {
            console.Write(Coefficients(regression));
        }
        console.Line(Texts.Format("Reliability"));
        console.Write(Reliability(chosen));
        foreach (var note in report.Notes)
        {
            console.Line(ResponseFeatureNames.Of(note));
        }
    }

    /// <summary>The form that was chosen.</summary>
    public static string FormOf(ResponseReport report) => NameOf(report.Contenders.Single(each => each.Form == report.Chosen));

    /// <summary>What is predicted, after what, within how many days.</summary>
    public static string OutcomeOf(ResponseSummary summary) =>
        Texts.Format(
            "OutcomeAfter",
            Texts.Format("Outcome" + summary.Report.Outcome),
            Texts.Format("After" + summary.Request.Occasion),
            summary.Request.Window.TotalDays
        );

    /// <summary>An amount with its sign.</summary>
    public static string Signed(double amount) => amount.ToString("+0.###;-0.###;0", CultureInfo.InvariantCulture);

    private static Table Models(ResponseReport report)
    {
        var table = Plain([
            Texts.Format("ModelColumn"),
            .. report.Contenders[0].Metrics.Select(metric => metric.Name),
            Texts.Format("GainColumn"),
        ]);
        foreach (var contender in report.Contenders)
        {
            var gain = contender.OverBaseRate;
            table.AddRow([
                NameOf(contender),
                .. contender.Metrics.Select(metric => Interval(metric.Value.Mean, metric.Value.Low, metric.Value.High)),
                contender.Form == ResponseForm.BaseRate ? "–" : Interval(gain.Difference, gain.Low, gain.High),
            ]);
        }
        return table;
    }

    private static Table Coefficients(ResponseContender regression)
    {
        var table = Plain([
            Texts.Format("FeatureColumn"),
            Texts.Format("DeviationColumn"),
            Texts.Format("UnitColumn"),
            .. regression.Coefficients[0].OddsRatio is null ? [] : (string[])[Texts.Format("OddsColumn")],
        ]);
        foreach (var each in regression.Coefficients.OrderByDescending(each => Math.Abs(each.PerDeviation)))
        {
            table.AddRow([
                Markup.Escape(ResponseFeatureNames.Of(each.Name)),
                Number(each.PerDeviation),
                Interval(each.PerUnit, each.Low, each.High),
                .. each.OddsRatio is { } odds ? (string[])[Interval(odds, each.OddsLow!.Value, each.OddsHigh!.Value)] : [],
            ]);
        }
        return table;
    }

    private static Table Reliability(ResponseContender chosen)
    {
        var table = Plain([Texts.Format("PredictedColumn"), Texts.Format("ObservedColumn"), Texts.Format("RowsColumn")]);
        foreach (var bin in chosen.Reliability)
        {
            table.AddRow(Number(bin.Predicted), Interval(bin.Observed, bin.Low, bin.High), bin.Rows.ToString(CultureInfo.InvariantCulture));
        }
        return table;
    }

    private static Table Plain(IReadOnlyList<string> columns)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns([.. columns]);
        table.Columns[0].NoWrap();
        foreach (var column in table.Columns.Skip(1))
        {
            column.NoWrap().RightAligned();
        }
        return table;
    }

    private static string NameOf(ResponseContender contender) => Texts.Format("Form" + contender.Form, contender.Trees);

    private static string Interval(double value, double low, double high) => $"{Number(value)} ({Number(low)} … {Number(high)})";

    public static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
