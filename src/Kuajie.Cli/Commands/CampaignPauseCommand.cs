using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign pause</c>: holds a campaign.</summary>
internal sealed class CampaignPauseCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "pause";

    public override string Description => CampaignVerbTexts.Say("PauseDescription");

    public override string Example => "kuajie campaign pause --domain knowledge --name spring";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "campaign pause", context.Clock);
        var (domain, name) = (options.DomainOf(context, workspace), options.NameOf(context));
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Pause(domain, name, CampaignOptions.Actor);
        return Task.FromResult(CampaignOptions.Changed(campaign, context.Clock));
    }
}
