using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign propose</c>: puts a draft before the partner.</summary>
internal sealed class CampaignProposeCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "propose";

    public override string Description => CampaignVerbTexts.Say("ProposeDescription");

    public override string Example => "kuajie campaign propose --domain knowledge --name spring";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "campaign propose", context.Clock);
        var (domain, name) = (options.DomainOf(context, workspace), options.NameOf(context));
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Propose(domain, name, CampaignOptions.Actor);
        return Task.FromResult(CampaignOptions.Changed(campaign, context.Clock));
    }
}
