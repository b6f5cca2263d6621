using System.Globalization;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Output;
using Spectre.Console;

namespace Kuajie.Cli.Demo;

/// <summary>The demo on the console: what was wrong with the files, how models did, what is recommended to whom and why.</summary>
internal static class DemoConsole
{
    /// <summary>Sales on both sides, newcomers and buyers of the partner; the page has the rest.</summary>
    private const int SentencesShown = 3;

    public static void Print(IAnsiConsole console, DemoOutcome outcome, DemoFolder folder)
    {
        Heading(console, DemoTexts.ImportHeading);
        foreach (var report in outcome.Imports)
        {
            console.Line(DemoTexts.ImportLine(report));
            console.Line(DemoTexts.PlantedLine(outcome.Planted(report.Domain), outcome.PlantedCopies(report.Domain)));
        }
        LinkingOutcome.Print(console, outcome.Overlap);
        foreach (var direction in outcome.Directions)
        {
            Heading(console, DemoTexts.EvaluationHeading(direction.Source, direction.Target));
            Evaluation(console, direction);
        }
        Heading(console, DemoTexts.CampaignHeading(outcome.Campaign.Name));
        console.Line(DemoTexts.CampaignLine(outcome.Campaign));
        console.Line(DemoTexts.CampaignCreative(outcome.Campaign));
        foreach (var measure in outcome.Proof.Outcome.Measures.Take(SentencesShown))
        {
            console.Line($"- {measure.Sentence}");
        }
        console.Line(DemoTexts.CampaignNext(outcome.Campaign, folder.Workspace));
        Heading(console, DemoTexts.RecommendationsHeading);
        foreach (var list in outcome.Lists)
        {
            RecommendCommand.Print(console, list.List, explain: false);
        }
        console.Line(DemoTexts.Finished(ProgressLine.Duration(outcome.Elapsed), folder.Report));
        console.Line(DemoTexts.Next(folder.Workspace, outcome));
    }

    private static void Heading(IAnsiConsole console, string text) => console.Write(new Rule(Markup.Escape(text)).LeftJustified());

    private static void Evaluation(IAnsiConsole console, DemoDirection direction)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumn(DemoTexts.ModelColumn);
        foreach (var (name, _) in DemoTables.Metrics)
        {
            table.AddColumn(new TableColumn(name) { Alignment = Justify.Right, NoWrap = true });
        }
        table.AddColumn(new TableColumn(DemoTexts.NewcomersColumn) { Alignment = Justify.Right, NoWrap = true });
        foreach (var row in DemoTables.Evaluation(direction))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }
        console.Write(table);
        console.Line(DemoTexts.EvaluationNote(direction.Evaluation.TestUsers, direction.Evaluation.Leaderboard.Count));
        console.Line(
            DemoTexts.ServedLine(
                direction.Trained.Version.Model,
                direction.Trained.Version.VersionId,
                direction.Trained.Version.TrainingSeconds.ToString("0.0", CultureInfo.InvariantCulture)
            )
        );
    }
}
