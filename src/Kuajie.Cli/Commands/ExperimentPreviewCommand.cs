using System.CommandLine;
using System.Globalization;
using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Client.Experiments;
using Kuajie.Platform.Experiments;
using Kuajie.Server.Experiments;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie experiment preview</c>: what a change would have brought, before it gets any traffic.</summary>
internal sealed class ExperimentPreviewCommand : Verb
{
    private readonly ExperimentOptions options = new();
    private readonly Option<string> scene = new("--scene")
    {
        Description = ExperimentVerbTexts.Say("SceneOption"),
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string?> model = new("--model") { Description = ExperimentVerbTexts.Say("ModelOption"), HelpName = "VERSION" };
    private readonly Option<string?> instead = new("--instead")
    {
        Description = ExperimentVerbTexts.Say("InsteadOption"),
        HelpName = "NAME",
    };
    private readonly Option<int?> days = new("--days") { Description = ExperimentVerbTexts.Say("DaysOption"), HelpName = "N" };
    private readonly Option<int?> lists = new("--lists") { Description = ExperimentVerbTexts.Say("ListsOption"), HelpName = "N" };
    private readonly Option<string[]> kinds = new("--kind")
    {
        Description = ExperimentVerbTexts.Say("KindOption"),
        HelpName = "KIND",
        AllowMultipleArgumentsPerToken = true,
    };

    public override string Name => "preview";

    public override string Description => ExperimentVerbTexts.Say("PreviewDescription");

    public override string Example =>
        "kuajie experiment preview --domain knowledge --scene home --model knowledge-2\n"
        + "kuajie experiment preview --domain knowledge --scene home --instead home-new --kind enrol purchase --days 60";

    public override void Configure(Command command)
    {
        options.AddTo(command, withName: false);
        foreach (var option in (Option[])[scene, model, instead, days, lists, kinds])
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "experiment preview", context.Clock);
        var preview = ChangePreviews.Of(
            workspace,
            options.DomainOf(context, workspace),
            new ExperimentPreviewRequest(
                context.Value(scene)!,
                context.Value(model),
                context.Value(instead),
                context.Value(days),
                context.Value(lists),
                context.Value(kinds) is { Length: > 0 } named ? named : null
            ),
            context.Clock,
            context.Cancellation
        );
        return Task.FromResult(new VerbOutcome(Document(preview), console => Print(console, preview)));
    }

    private static object Document(ChangePreview preview) =>
        new
        {
            preview.Lists,
            preview.Taken,
            preview.People,
            preview.Policy.Kind,
            preview.Policy.Logged,
            preview.Policy.SelfNormalized,
            preview.Policy.DoublyRobust,
            preview.Policy.Difference,
            preview.Policy.MeanWeight,
            preview.Policy.EffectiveSampleSize,
            sentence = $"{preview.Policy.Sentence}",
        };

    private static void Print(IAnsiConsole console, ChangePreview preview)
    {
        console.Line(
            ExperimentVerbTexts.Say(
                "PreviewedLists",
                PlainLines.Count(preview.Taken),
                PlainLines.Count(preview.Lists),
                PlainLines.Count(preview.People)
            )
        );
        var table = DecisionOptions.Grid(1, ExperimentVerbTexts.Say("EstimateColumn"), ExperimentVerbTexts.Say("PerListColumn"));
        table.Row(ExperimentVerbTexts.Say("LoggedRow"), Small(preview.Policy.Logged));
        table.Row(ExperimentVerbTexts.Say("SnipsRow"), Interval(preview.Policy.SelfNormalized));
        table.Row(ExperimentVerbTexts.Say("RobustRow"), Interval(preview.Policy.DoublyRobust));
        console.Write(table);
        console.Line($"{preview.Policy.Sentence}");
    }

    private static string Interval(OffPolicyEstimate? estimate) =>
        estimate is { } known ? $"{Small(known.Value)} [{Small(known.Low)}, {Small(known.High)}]" : "–";

    private static string Small(double number) => number.ToString("0.0000", CultureInfo.InvariantCulture);
}
