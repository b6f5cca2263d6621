using Kuajie.Client.Campaigns;
using Kuajie.Client.Partners;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Pages.Users;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Campaigns.CampaignsTexts;

namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>
/// What the campaigns of a domain caused, at a glance: each with its effect and interval, cost, return and a verdict in words; the whole is with the campaign. The campaigns stand there at once and each row
/// is filled as its outcome comes; the picture is drawn once all have answered.
/// </summary>
public partial class OutcomesPage
{
    /// <summary>Outcomes that are read at the same time: each reads all events of both sides.</summary>
    private const int AtOnce = 2;

    /// <summary>Pixels that a picture's name and its sentence need beside it.</summary>
    private const int AroundPicture = 130;

    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<IReadOnlyList<OutcomeRow>> rows = new();
    private List<string> owns = [];
    private string own = "";
    private object? option;
    private ChartTable? table;
    private int drawn;

    /// <summary>Our domain.</summary>
    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    private IReadOnlyList<OutcomeRow> All => rows.Value ?? [];

    private int Read => All.Count(row => row.Outcome.HasValue);

    private int Failed => All.Count(row => row.Outcome.Failure is not null);

    private bool IsSettled => Read + Failed == All.Count;

    /// <summary>Without a holdout nobody knows what a campaign caused, so that there is nothing to draw.</summary>
    private int MayBeDrawn => All.Count(row => row.Campaign.Definition.HoldoutShare > 0);

    private string Progress =>
        !IsSettled ? T("OutcomesOnTheirWay", Figures.Count(All.Count - Read - Failed), Figures.Count(All.Count))
        : Failed > 0 ? T("OutcomesSomeFailed", Figures.Count(Failed), Figures.Count(All.Count))
        : T("OutcomesAllRead", Figures.Count(All.Count));

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
        await rows.FromAsync(() => ListAsync(own, cancellation));
        (option, table) = (null, null);
        StateHasChanged();
        var waiting = new Queue<OutcomeRow>(All);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => ReadInTurnAsync(waiting, own, cancellation)));
        Draw();
    }

    private async Task<IReadOnlyList<OutcomeRow>> ListAsync(string domain, CancellationToken cancellation) =>
        domain.Length == 0
            ? []
            :
            [
                .. (await Api.Campaigns.ListAsync(domain, cancellation))
                    .Where(campaign => campaign.State is not ("draft" or "proposed" or "scheduled"))
                    .Select(campaign => new OutcomeRow(campaign)),
            ];

    private async Task ReadInTurnAsync(Queue<OutcomeRow> waiting, string domain, CancellationToken cancellation)
    {
        while (waiting.TryDequeue(out var row))
        {
            await ReadAsync(row, domain, cancellation);
        }
    }

    private async Task ReadAsync(OutcomeRow row, string domain, CancellationToken cancellation)
    {
        await row.Outcome.FromAsync(() => Api.Campaigns.OutcomeAsync(domain, row.Campaign.Name, cancellation));
        StateHasChanged();
    }

    private async Task AgainAsync(OutcomeRow row)
    {
        if (await DoAsync(cancellation => ReadAsync(row, own, cancellation)) && IsSettled)
        {
            Draw();
        }
    }

    /// <summary>The buyers that each won on the promoted side: a measure that campaigns of any currency share.</summary>
    private void Draw()
    {
        IntervalRow[] shown =
        [
            .. All.Select(row => (row.Campaign.Name, row.Outcome.Value is { } outcome ? BuyersOf(outcome)?.Effect : null))
                .Where(each => each.Item2 is not null)
                .Select(each => new IntervalRow(each.Name, 100 * each.Item2!.Value, 100 * each.Item2.Low, 100 * each.Item2.High)),
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
        Signed(Money.Of((long)Math.Round(minorUnits), outcome.Currency));

    private static string Share(double share) => Signed(Figures.Share(share, 0));

    /// <summary>With a minus that no line ends behind.</summary>
    private static string Signed(string figure) => figure.Replace("-", "−\u2060", StringComparison.Ordinal);

    private string AddressOf(string campaign) => $"/campaigns?domain={Uri.EscapeDataString(own)}&campaign={Uri.EscapeDataString(campaign)}";

    /// <summary>A campaign and what it caused, once that has come.</summary>
    private sealed record OutcomeRow(CampaignResponse Campaign)
    {
        public Loaded<CampaignOutcomeResponse> Outcome { get; } = new();
    }
}
