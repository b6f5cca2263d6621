using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign list</c>: the campaigns of a domain.</summary>
internal sealed class CampaignListCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "list";

    public override string Description => CampaignVerbTexts.Say("ListDescription");

    public override string Example => "kuajie campaign list --domain knowledge";

    public override void Configure(Command command) => options.AddTo(command, withName: false);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "campaign list", context.Clock);
        var campaigns = CampaignOptions.Shelf(workspace, context.Clock).Of(options.DomainOf(context, workspace));
        return Task.FromResult(
            new VerbOutcome(
                new { campaigns = campaigns.Select(each => CampaignOptions.Document(each, context.Clock)).ToArray() },
                console => Print(console, campaigns, context.Clock)
            )
        );
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<Campaign> campaigns, TimeProvider clock)
    {
        if (campaigns.Count == 0)
        {
            console.Line(CampaignVerbTexts.Say("None"));
            return;
        }
        var table = DecisionOptions.Grid(
            0,
            CampaignVerbTexts.Say("NameColumn"),
            CampaignVerbTexts.Say("StateColumn"),
            CampaignVerbTexts.Say("SidesColumn"),
            CampaignVerbTexts.Say("StartColumn"),
            CampaignVerbTexts.Say("EndColumn")
        );
        foreach (var campaign in campaigns)
        {
            var definition = CampaignDefinition.Of(campaign.DefinitionJson);
            table.Row(
                campaign.Name,
                CampaignOptions.StateOf(campaign, clock),
                $"{campaign.Owner} → {campaign.Partner}",
                PlainLines.Minute(definition.StartsAt),
                PlainLines.Minute(definition.EndsAt)
            );
        }
        console.Write(table);
    }
}
