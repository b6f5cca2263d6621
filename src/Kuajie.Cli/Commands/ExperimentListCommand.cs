using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Experiments;
using Kuajie.Server.Experiments;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie experiment list</c>: the experiments of a domain.</summary>
internal sealed class ExperimentListCommand : Verb
{
    private readonly ExperimentOptions options = new();

    public override string Name => "list";

    public override string Description => ExperimentVerbTexts.Say("ListDescription");

    public override string Example => "kuajie experiment list --domain knowledge";

    public override void Configure(Command command) => options.AddTo(command, withName: false);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "experiment list", context.Clock);
        var experiments = ExperimentOptions.Shelf(workspace, context.Clock).Of(options.DomainOf(context, workspace));
        var document = experiments.Select(each => new
        {
            each.Name,
            each.State,
            definition = ExperimentWire.ToRequest(ExperimentDefinition.Of(each.DefinitionJson)),
            each.StartedAt,
            each.StoppedAt,
        });
        return Task.FromResult(new VerbOutcome(new { experiments = document.ToArray() }, console => Print(console, experiments)));
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<Experiment> experiments)
    {
        if (experiments.Count == 0)
        {
            console.Line(ExperimentVerbTexts.Say("None"));
            return;
        }
        var table = DecisionOptions.Grid(
            0,
            ExperimentVerbTexts.Say("NameColumn"),
            ExperimentVerbTexts.Say("StateColumn"),
            ExperimentVerbTexts.Say("UnitColumn"),
            ExperimentVerbTexts.Say("ArmsColumn"),
            ExperimentVerbTexts.Say("StartedColumn"),
            ExperimentVerbTexts.Say("StoppedColumn")
        );
        foreach (var experiment in experiments)
        {
            var definition = ExperimentDefinition.Of(experiment.DefinitionJson);
            table.Row(
                experiment.Name,
                ExperimentOptions.StateOf(experiment),
                $"{definition.Unit}",
                string.Join(", ", definition.Arms.Select(arm => arm.Name)),
                PlainLines.Minute(experiment.StartedAt),
                PlainLines.Minute(experiment.StoppedAt)
            );
        }
        console.Write(table);
    }
}
