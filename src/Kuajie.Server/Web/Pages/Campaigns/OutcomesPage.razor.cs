using Kuajie.Client.Campaigns;
using Kuajie.Client.Partners;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Pages.Users;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Campaigns.CampaignsTexts;

namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>What the campaigns of a domain caused, at a glance: each with its effect and interval, cost, return and a verdict in words; the whole is with the campaign.</summary>
public partial class OutcomesPage
{
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<IReadOnlyList<(CampaignResponse Campaign, CampaignOutcomeResponse Outcome)>> rows = new();
    private List<string> owns = [];
    private string own = "";
    private object? option;
    private ChartTable? table;
    private int drawn;

    /// <summary>Our domain.</summary>
    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!domains.HasValue)
        {
            await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
            owns = OwnDomains.Of(Session, domains.Value);
        }
        own =
            owns.Contains(Domain ?? "") ? Domain!
            : owns.Contains("knowledge") ? "knowledge"
            : owns.FirstOrDefault() ?? "";
        await rows.FromAsync(() => ReadAsync(cancellation));
        Draw(rows.Value ?? []);
    }

    private async Task<IReadOnlyList<(CampaignResponse, CampaignOutcomeResponse)>> ReadAsync(CancellationToken cancellation)
    {
        if (own.Length == 0)
        {
            return [];
        }
        var read = new List<(CampaignResponse, CampaignOutcomeResponse)>();
        foreach (var campaign in await Api.Campaigns.ListAsync(own, cancellation))
        {
            if (campaign.State is not ("draft" or "proposed" or "scheduled"))
            {
                read.Add((campaign, await Api.Campaigns.OutcomeAsync(own, campaign.Name, cancellation)));
            }
        }
        return read;
    }

    /// <summary>The buyers that each won on the promoted side: a measure that campaigns of any currency share.</summary>
    private void Draw(IReadOnlyList<(CampaignResponse Campaign, CampaignOutcomeResponse Outcome)> all)
    {
        IntervalRow[] shown =
        [
            .. all.Select(each => (each.Campaign.Name, BuyersOf(each.Outcome)?.Effect))
                .Where(each => each.Effect is not null)
                .Select(each => new IntervalRow(each.Name, 100 * each.Effect!.Value, 100 * each.Effect.Low, 100 * each.Effect.High)),
        ];
        drawn = shown.Length;
        option = drawn == 0 ? null : IntervalPlot.Option(shown, T("OutcomesAxis"), "", null, " %");
        table = IntervalPlot.Table(shown, T("CampName"), T("OutcomesAxis"), "");
    }

    private static OutcomeMeasureResponse? BuyersOf(CampaignOutcomeResponse outcome) =>
        outcome.Measures.FirstOrDefault(each => each is { Measure: "buyers", Side: "promoted" });

    private static string VerdictOf(CampaignOutcomeResponse outcome) =>
        outcome.FewestPeople is { } fewest
            ? T("CampOutcomeFew", fewest)
            : BuyersOf(outcome)?.Sentence ?? (outcome.Notes.Count > 0 ? outcome.Notes[0] : "—");

    private static string Amount(double minorUnits, CampaignOutcomeResponse outcome) =>
        Money.Of((long)Math.Round(minorUnits), outcome.Currency);

    private string AddressOf(string campaign) => $"/campaigns?domain={Uri.EscapeDataString(own)}&campaign={Uri.EscapeDataString(campaign)}";
}
