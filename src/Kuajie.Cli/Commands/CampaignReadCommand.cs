using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign read</c>: how a campaign is delivered.</summary>
internal sealed class CampaignReadCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "read";

    public override string Description => CampaignVerbTexts.Say("ReadDescription");

    public override string Example => "kuajie campaign read --domain knowledge --name spring --json";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "campaign read", context.Clock);
        var shelf = CampaignOptions.Shelf(workspace, context.Clock);
        var campaign = shelf.Find(options.DomainOf(context, workspace), options.NameOf(context));
        var delivery = CampaignDelivery.OnRecord(campaign, workspace.Decisions, context.Clock.GetUtcNow());
        return Task.FromResult(
            new VerbOutcome(
                new { campaign = CampaignOptions.Document(campaign, context.Clock), delivery },
                console => Print(console, campaign.Name, CampaignOptions.StateOf(campaign, context.Clock), delivery)
            )
        );
    }

    private static void Print(IAnsiConsole console, string name, string state, CampaignDelivery delivery)
    {
        console.Line(CampaignVerbTexts.Say("Changed", name, state));
        console.Line(
            CampaignVerbTexts.Say(
                "Spent",
                Money(delivery.SpentMinorUnits, delivery),
                Money(delivery.BudgetMinorUnits, delivery),
                Money(delivery.AllowedMinorUnits, delivery),
                delivery.Reach
            )
        );
        var table = DecisionOptions.Grid(
            4,
            CampaignVerbTexts.Say("CreativeColumn"),
            CampaignVerbTexts.Say("ImpressionsColumn"),
            CampaignVerbTexts.Say("ClicksColumn"),
            CampaignVerbTexts.Say("ConversionsColumn"),
            CampaignVerbTexts.Say("SpentColumn")
        );
        foreach (
            var creative in delivery
                .Counts.GroupBy(each => each.Creative, StringComparer.Ordinal)
                .OrderBy(each => each.Key, StringComparer.Ordinal)
        )
        {
            table.Row(
                creative.Key,
                PlainLines.Count(creative.Sum(each => each.Impressions)),
                PlainLines.Count(creative.Sum(each => each.Clicks)),
                PlainLines.Count(creative.Sum(each => each.Conversions)),
                Money(creative.Sum(each => each.SpentMinorUnits), delivery)
            );
        }
        console.Write(table);
    }

    private static string Money(long minorUnits, CampaignDelivery delivery) => DecisionOptions.Money(minorUnits, delivery.Currency);
}
