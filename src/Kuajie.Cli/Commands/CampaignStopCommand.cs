using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign stop</c>: ends a campaign.</summary>
internal sealed class CampaignStopCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "stop";

    public override string Description => CampaignVerbTexts.Say("StopDescription");

    public override string Example => "kuajie campaign stop --domain knowledge --name spring";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "campaign stop", context.Clock);
        var (domain, name) = (options.DomainOf(context, workspace), options.NameOf(context));
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Stop(domain, name, CampaignOptions.Actor);
        return Task.FromResult(CampaignOptions.Changed(campaign, context.Clock));
    }
}
