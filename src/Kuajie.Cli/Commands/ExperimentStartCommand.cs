using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie experiment start</c>: begins an experiment.</summary>
internal sealed class ExperimentStartCommand : Verb
{
    private readonly ExperimentOptions options = new();

    public override string Name => "start";

    public override string Description => ExperimentVerbTexts.Say("StartDescription");

    public override string Example => "kuajie experiment start --domain knowledge --name new-model";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "experiment start", context.Clock);
        var shelf = ExperimentOptions.Shelf(workspace, context.Clock);
        return Task.FromResult(ExperimentOptions.Changed(shelf.Start(options.DomainOf(context, workspace), options.NameOf(context))));
    }
}
