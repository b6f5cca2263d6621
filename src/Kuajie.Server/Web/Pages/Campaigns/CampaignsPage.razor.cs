using Kuajie.Client.Campaigns;
using Kuajie.Client.Partners;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Pages.Users;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using static Kuajie.Server.Web.Pages.Campaigns.CampaignsTexts;

namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>Joint promotions: written, agreed on by both sides, watched while they run, and held or ended by either side.</summary>
public partial class CampaignsPage
{
    private static readonly TimeSpan LivePause = TimeSpan.FromSeconds(5);
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<IReadOnlyList<CampaignResponse>> campaigns = new();
    private readonly Loaded<CampaignDeliveryResponse> delivery = new();
    private readonly Loaded<CampaignOutcomeResponse> outcome = new();
    private readonly Loaded<CampaignForecastResponse> forecast = new();
    private readonly Loaded<CampaignTrackingResponse> tracking = new();
    private readonly Loaded<CampaignPreviewResponse> preview = new();
    private readonly Loaded<IReadOnlyList<CampaignSwitchResponse>> switches = new();
    private List<string> owns = [];
    private List<string> partners = [];
    private IReadOnlyList<string> slots = [];
    private string own = "";
    private (string Domain, string Campaign)? previewed;
    private ITimer? timer;
    private bool isRefreshing;

    /// <summary>Our domain.</summary>
    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    /// <summary>The campaign that is looked at.</summary>
    [SupplyParameterFromQuery]
    public string? Campaign { get; set; }

    /// <summary>The draft that is written; empty for a new one.</summary>
    [SupplyParameterFromQuery]
    public string? Edit { get; set; }

    /// <summary>How moments are written.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>Questions.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    /// <summary>The clock.</summary>
    [Inject]
    public required TimeProvider Clock { get; set; }

    private bool MayWrite => Session.Has(Role.Owner | Role.Growth);

    private bool MaySwitch => Session.Has(Role.Owner | Role.Growth | Role.Partner | Role.Compliance);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!domains.HasValue)
        {
            await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
            owns = OwnDomains.Of(Session, domains.Value);
        }
        if (owns.Count == 0)
        {
            return;
        }
        own =
            owns.Contains(Domain ?? "") ? Domain!
            : owns.Contains("knowledge") ? "knowledge"
            : owns[0];
        partners = [.. (domains.Value ?? []).Select(each => each.Domain).Where(each => each != own)];
        await Task.WhenAll(
            campaigns.FromAsync(() => Api.Campaigns.ListAsync(own, cancellation)),
            switches.FromAsync(() => Api.Campaigns.SwitchesAsync(own, cancellation))
        );
        if (Edit is not null && MayWrite)
        {
            slots = await SlotsAsync(cancellation);
        }
        if (Campaign is { Length: > 0 } name && Found(name) is { } found && HasBegun(found))
        {
            forecast.Clear();
            await Task.WhenAll(
                delivery.FromAsync(() => Api.Campaigns.DeliveryAsync(own, name, cancellation)),
                tracking.FromAsync(() => Api.Campaigns.TrackingAsync(own, name, cancellation)),
                outcome.FromAsync(() => Api.Campaigns.OutcomeAsync(own, name, cancellation))
            );
            // It walks through every decision on record: nobody waits for it who looks at the rest, or is shown another campaign's meanwhile.
            if (previewed != (own, name))
            {
                preview.Clear();
                previewed = (own, name);
            }
            StateHasChanged();
            await preview.FromAsync(() => Api.Campaigns.PreviewAsync(own, name, cancellation));
        }
        else
        {
            delivery.Clear();
            outcome.Clear();
            tracking.Clear();
            preview.Clear();
            forecast.Clear();
            if (Campaign is { Length: > 0 } planned && Found(planned) is not null)
            {
                await forecast.FromAsync(() => Api.Campaigns.ForecastAsync(own, planned, cancellation));
            }
        }
        timer ??= Clock.CreateTimer(_ => _ = InvokeAsync(RefreshAsync), null, LivePause, LivePause);
    }

    /// <summary>What is told of the delivery while somebody looks. A refusal leaves what was told before; the next call tries again.</summary>
    private async Task RefreshAsync()
    {
        if (isRefreshing || Campaign is not { Length: > 0 } name || !delivery.HasValue || Left.IsCancellationRequested)
        {
            return;
        }
        isRefreshing = true;
        try
        {
            delivery.Set(await Api.Campaigns.DeliveryAsync(own, name, Left));
            StateHasChanged();
        }
        catch (Exception refused) when (refused is OperationCanceledException || Failure.Of(refused) is not null)
        {
            // Told by the page's next load.
        }
        finally
        {
            isRefreshing = false;
        }
    }

    private async Task<IReadOnlyList<string>> SlotsAsync(CancellationToken cancellation)
    {
        var scenes = new Loaded<IReadOnlyList<SceneResponse>>();
        await scenes.FromAsync(() => Api.Scenes.ListAsync(own, cancellation));
        return [.. (scenes.Value ?? []).Select(scene => scene.Scene)];
    }

    private CampaignResponse? Found(string name) =>
        campaigns.Value?.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.Ordinal));

    private static bool HasBegun(CampaignResponse campaign) => campaign.State is not ("draft" or "proposed" or "scheduled");

    private static bool Waits(CampaignResponse campaign) => campaign is { State: "proposed", Side: "partner" };

    private bool IsOff(string partner) => switches.Value?.Any(each => each.Domain == own && each.Partner == partner && each.Off) == true;

    private async Task SwitchAsync(string partner, bool isOff)
    {
        if (isOff && !await Dialogs.AskAsync(T("CampSwitchAsk", partner), T("CampSwitchAskText"), T("CampSwitchDo")))
        {
            await ReloadAsync();
            return;
        }
        if (await DoAsync(cancellation => Api.Campaigns.SwitchAsync(own, partner, isOff, cancellation)))
        {
            Messages.Tell(
                T(isOff ? "CampSwitchedOff" : "CampSwitchedOn", partner),
                () => InvokeAsync(() => SwitchBackAsync(partner, !isOff))
            );
        }
        await ReloadAsync();
    }

    private async Task SwitchBackAsync(string partner, bool isOff)
    {
        await DoAsync(cancellation => Api.Campaigns.SwitchAsync(own, partner, isOff, cancellation));
        await ReloadAsync();
    }

    private async Task ActAsync(CampaignAct act)
    {
        var name = Campaign!;
        if (act is CampaignAct.Edit)
        {
            Go(own, edit: name);
            return;
        }
        if (act is CampaignAct.Stop or CampaignAct.Kill or CampaignAct.Delete or CampaignAct.Approve or CampaignAct.Propose)
        {
            if (!await Dialogs.AskAsync(T($"Camp{act}Ask", name), T($"Camp{act}Text"), T($"Camp{act}")))
            {
                return;
            }
        }
        var before = Found(name)!;
        if (await DoAsync(cancellation => CallAsync(act, name, cancellation)))
        {
            if (act is CampaignAct.Delete)
            {
                Messages.Tell(T("CampDeleted", name), () => InvokeAsync(() => PutBackAsync(before)));
                Go(own);
                return;
            }
            Messages.Tell(T($"Camp{act}Done", name));
        }
        await ReloadAsync();
    }

    private Task CallAsync(CampaignAct act, string name, CancellationToken cancellation) =>
        act switch
        {
            CampaignAct.Propose => Api.Campaigns.ProposeAsync(own, name, cancellation),
            CampaignAct.Approve => Api.Campaigns.ApproveAsync(own, name, cancellation),
            CampaignAct.Reject => Api.Campaigns.RejectAsync(own, name, cancellation: cancellation),
            CampaignAct.Pause => Api.Campaigns.PauseAsync(own, name, cancellation),
            CampaignAct.Start => Api.Campaigns.StartAsync(own, name, cancellation),
            CampaignAct.Stop => Api.Campaigns.StopAsync(own, name, cancellation),
            CampaignAct.Kill => Api.Campaigns.KillAsync(own, name, cancellation),
            _ => Api.Campaigns.RemoveAsync(own, name, cancellation),
        };

    private async Task PutBackAsync(CampaignResponse draft)
    {
        if (await DoAsync(cancellation => Api.Campaigns.PutAsync(own, draft.Name, draft.Definition, cancellation)))
        {
            await ReloadAsync();
        }
    }

    private async Task ReviewAsync((string Creative, bool IsApproved) review)
    {
        await DoAsync(cancellation =>
            Api.Campaigns.ReviewAsync(own, Campaign!, review.Creative, review.IsApproved, cancellation: cancellation)
        );
        await ReloadAsync();
    }

    private async Task DoneAsync(string name)
    {
        Messages.Tell(T("CampSaved", name));
        await campaigns.FromAsync(() => Api.Campaigns.ListAsync(own, Left));
        Go(own, name);
    }

    private string ReportOf(string campaign, string format) =>
        $"/v1/domains/{Uri.EscapeDataString(own)}/campaigns/{Uri.EscapeDataString(campaign)}/outcome/report/{format}";

    private string AddressOf(string domain, string? campaign = null, string? edit = null) =>
        Navigation.GetUriWithQueryParameters(
            new Dictionary<string, object?>
            {
                ["domain"] = domain,
                ["campaign"] = campaign,
                ["edit"] = edit,
            }
        );

    private void Go(string domain, string? campaign = null, string? edit = null) =>
        Navigation.NavigateTo(AddressOf(domain, campaign, edit));

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        timer?.Dispose();
        base.Dispose(isDisposing);
    }
}
