using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie experiment stop</c>: ends an experiment.</summary>
internal sealed class ExperimentStopCommand : Verb
{
    private readonly ExperimentOptions options = new();

    public override string Name => "stop";

    public override string Description => ExperimentVerbTexts.Say("StopDescription");

    public override string Example => "kuajie experiment stop --domain knowledge --name new-model";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "experiment stop", context.Clock);
        var shelf = ExperimentOptions.Shelf(workspace, context.Clock);
        return Task.FromResult(ExperimentOptions.Changed(shelf.Stop(options.DomainOf(context, workspace), options.NameOf(context))));
    }
}
