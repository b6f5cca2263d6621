using Kuajie.Marketing.Pacing;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Storage.Workspaces;

namespace Kuajie.EndToEnd.Tests.Campaigns;

/// <summary>A campaign of knowledge with sports, agreed on and running for a day, under the name of its place.</summary>
internal static class RunningCampaign
{
    /// <summary>Defines, proposes and approves it.</summary>
    /// <returns>Its id.</returns>
    public static string In(Workspace workspace, string slot, CampaignPriceModel model, long budget, long price)
    {
        var shelf = new CampaignShelf(
            workspace.Campaigns,
            workspace.Partners,
            workspace.Segments,
            workspace.Catalog,
            (_, _) => true,
            TimeProvider.System
        );
        var now = TimeProvider.System.GetUtcNow();
        shelf.Define(
            "knowledge",
            slot,
            new CampaignDefinition
            {
                Partner = "sports",
                StartsAt = now.AddHours(-1),
                EndsAt = now.AddDays(1),
                Currency = "CNY",
                BudgetMinorUnits = budget,
                PriceModel = model,
                PriceMinorUnits = price,
                Slots = [slot],
                Creatives =
                [
                    new CampaignCreative("one", new CreativeWords("T", ""), new CreativeWords("标题", ""))
                    {
                        Link = "https://example.org/",
                    },
                ],
                Pacing = PacingKind.AsFast,
            },
            "test"
        );
        shelf.Propose("knowledge", slot, "test");
        return shelf.Approve("sports", slot, "test").CampaignId;
    }
}
