using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign start</c>: lets go of a campaign that this side held.</summary>
internal sealed class CampaignStartCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "start";

    public override string Description => CampaignVerbTexts.Say("StartDescription");

    public override string Example => "kuajie campaign start --domain knowledge --name spring";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "campaign start", context.Clock);
        var (domain, name) = (options.DomainOf(context, workspace), options.NameOf(context));
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Start(domain, name, CampaignOptions.Actor);
        return Task.FromResult(CampaignOptions.Changed(campaign, context.Clock));
    }
}
