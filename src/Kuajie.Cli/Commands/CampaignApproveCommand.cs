using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign approve</c>: the partner agrees.</summary>
internal sealed class CampaignApproveCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "approve";

    public override string Description => CampaignVerbTexts.Say("ApproveDescription");

    public override string Example => "kuajie campaign approve --domain sports --name spring";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "campaign approve", context.Clock);
        var (domain, name) = (options.DomainOf(context, workspace), options.NameOf(context));
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Approve(domain, name, CampaignOptions.Actor);
        return Task.FromResult(CampaignOptions.Changed(campaign, context.Clock));
    }
}
