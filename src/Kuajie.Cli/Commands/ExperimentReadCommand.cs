using System.CommandLine;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Experiments;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie experiment read</c>: what an experiment shows.</summary>
internal sealed class ExperimentReadCommand : Verb
{
    private readonly ExperimentOptions options = new();

    public override string Name => "read";

    public override string Description => ExperimentVerbTexts.Say("ReadDescription");

    public override string Example => "kuajie experiment read --domain knowledge --name new-model --json";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "experiment read", context.Clock);
        var shelf = ExperimentOptions.Shelf(workspace, context.Clock);
        var experiment = shelf.Find(options.DomainOf(context, workspace), options.NameOf(context));
        var reading = ExperimentOptions.Reader(workspace, context.Clock).Read(experiment, _ => true, context.Cancellation);
        return Task.FromResult(new VerbOutcome(Document(reading), console => Print(console, reading)));
    }

    private static object Document(ExperimentReading reading) =>
        new
        {
            experiment = reading.Experiment.Name,
            reading.From,
            reading.Until,
            reading.CrossedUnits,
            reading.TargetDomains,
            reading.Arms,
            split = new { reading.Split.PValue, reading.Split.IsBroken },
            comparisons = reading.Comparisons.Select(each => new
            {
                each.Arm,
                each.Report.Advice,
                sentence = $"{each.Report.Sentence}",
                metrics = each.Report.Metrics.Select(metric => new
                {
                    metric.Question.Metric,
                    metric.Question.Reading.Absolute,
                    metric.Question.Reading.Relative,
                    metric.Question.Reading.Shortage,
                    verdict = metric.Verdict.Kind,
                    sentence = $"{metric.Verdict.Sentence}",
                    notes = metric.Notes.Select(note => $"{note}"),
                }),
                guardrails = each.Report.Guardrails.Select(guardrail => new
                {
                    guardrail.Metric,
                    guardrail.Guardrail.State,
                    guardrail.Guardrail.Margin,
                    guardrail.Guardrail.Harm,
                    sentence = $"{guardrail.Sentence}",
                }),
                segments = each.Segments.Select(segmented => new
                {
                    segmented.Metric,
                    segmented.Differs,
                    sentence = $"{segmented.Sentence}",
                    segments = segmented.Segments.Select(segment => new
                    {
                        segment.Effect.Segment,
                        segment.Differs,
                        segment.Effect.ControlUnits,
                        segment.Effect.TreatmentUnits,
                        effect = segment.Effect.Raw,
                        guess = segment.Effect.Shrunk,
                        sentence = $"{segment.Sentence}",
                    }),
                }),
                twoSided = each.TwoSided is { } both
                    ? new
                    {
                        both.Kind,
                        both.ProbabilityBothHigher,
                        sentence = $"{both.Sentence}",
                    }
                    : null,
            }),
        };

    private static void Print(IAnsiConsole console, ExperimentReading reading)
    {
        var definition = ExperimentDefinition.Of(reading.Experiment.DefinitionJson);
        var table = DecisionOptions.Grid(
            definition.Metrics.Count + 1,
            [
                ExperimentVerbTexts.Say("ArmColumn"),
                ExperimentVerbTexts.Say("UnitsColumn"),
                .. definition.Metrics.Select(metric => metric.Name),
            ]
        );
        foreach (var arm in reading.Arms)
        {
            table.Row([
                arm.Name,
                PlainLines.Count(arm.Units),
                .. arm.Means.Select(mean => mean.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture)),
            ]);
        }
        console.Write(table);
        if (reading.CrossedUnits > 0)
        {
            console.Line(ExperimentVerbTexts.Say("Crossed", reading.CrossedUnits));
        }
        foreach (var each in reading.Comparisons)
        {
            console.Lines(
                ExperimentVerbTexts.Say("Against", each.Arm, reading.Arms[0].Name),
                [
                    .. each.Report.Metrics.SelectMany(SentencesOf),
                    .. each.Report.Guardrails.Select(guardrail => $"{guardrail.Sentence}"),
                    .. each.TwoSided is { } both ? (string[])[$"{both.Sentence}"] : [],
                    $"{each.Report.Sentence}",
                ]
            );
            foreach (var segmented in each.Segments)
            {
                console.Lines($"{segmented.Sentence}", [.. segmented.Segments.Select(segment => $"{segment.Sentence}")]);
            }
        }
    }

    /// <summary>The verdict, and what was done to the data; that an end was planned is said once, by the verdict.</summary>
    private static IEnumerable<string> SentencesOf(MetricReport metric) =>
        metric.Notes.Skip(1).Select(note => $"  {note}").Prepend($"{metric.Verdict.Sentence}");
}
