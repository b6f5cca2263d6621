using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary>What the verbs about campaigns ask for: the domain that acts, and mostly a name.</summary>
internal sealed class CampaignOptions
{
    /// <summary>Whom the history names where the command line acted.</summary>
    public const string Actor = "cli";

    private readonly DomainAndName asked = new(CampaignVerbTexts.Say("DomainOption"), CampaignVerbTexts.Say("NameOption"));

    public void AddTo(Command command, bool withName = true) => asked.AddTo(command, withName);

    public string NameOf(VerbContext context) => asked.NameOf(context);

    /// <inheritdoc cref="DomainAndName.DomainOf"/>
    public string DomainOf(VerbContext context, Workspace workspace) => asked.DomainOf(context, workspace);

    /// <summary>The campaigns of a workspace.</summary>
    public static CampaignShelf Shelf(Workspace workspace, TimeProvider clock)
    {
        var access = new DomainAccess(workspace.Partners.Domains(), workspace.Partners.Partnerships());
        return new CampaignShelf(
            workspace.Campaigns,
            workspace.Partners,
            workspace.Segments,
            workspace.Catalog,
            (one, other) => access.Share(one, other, PartnershipShares.Recommendations),
            clock
        );
    }

    /// <summary>Where a campaign stands, in words.</summary>
    public static string StateOf(Campaign campaign, TimeProvider clock) =>
        CampaignVerbTexts.Say($"State{campaign.StandingAt(CampaignDefinition.Of(campaign.DefinitionJson), clock.GetUtcNow())}");

    /// <summary>What a program is told of a campaign.</summary>
    public static object Document(Campaign campaign, TimeProvider clock)
    {
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        return new
        {
            campaign.Name,
            campaign.Owner,
            campaign.Partner,
            state = campaign.StandingAt(definition, clock.GetUtcNow()),
            definition,
            reviews = CampaignShelf.ReviewsOf(campaign),
            history = CampaignShelf.HistoryOf(campaign),
        };
    }

    /// <summary>What a verb that changed a campaign answers.</summary>
    public static VerbOutcome Changed(Campaign campaign, TimeProvider clock) =>
        new(Document(campaign, clock), console => console.Line(CampaignVerbTexts.Say("Changed", campaign.Name, StateOf(campaign, clock))));
}
