using Kuajie.Client.Calls;

namespace Kuajie.Client.Campaigns;

/// <summary>Joint promotions: draft → proposed → scheduled → running → closed, and what they show. Each method names the domain that acts, the owner or the partner.</summary>
public sealed class CampaignsClient
{
    private readonly KuajieCalls calls;

    internal CampaignsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The campaigns that a domain owns or is the partner of, in name order.</summary>
    public Task<IReadOnlyList<CampaignResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "campaigns"), CampaignsJson.Default.IReadOnlyListCampaignResponse, cancellation);

    /// <summary>One campaign.</summary>
    public Task<CampaignResponse> GetAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        calls.GetAsync(PathOf(domain, campaign), CampaignsJson.Default.CampaignResponse, cancellation);

    /// <summary>Defines a campaign, in place of the draft of its name.</summary>
    public Task<CampaignResponse> PutAsync(
        string domain,
        string campaign,
        CampaignRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            PathOf(domain, campaign),
            request,
            CampaignsJson.Default.CampaignRequest,
            CampaignsJson.Default.CampaignResponse,
            cancellation
        );

    /// <summary>Forgets a draft.</summary>
    public Task RemoveAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        calls.DeleteAsync(PathOf(domain, campaign), cancellation);

    /// <summary>Puts a draft before the partner.</summary>
    public Task<CampaignResponse> ProposeAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        DoAsync(domain, campaign, "propose", cancellation);

    /// <summary>The partner agrees: the campaign runs within its window.</summary>
    public Task<CampaignResponse> ApproveAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        DoAsync(domain, campaign, "approve", cancellation);

    /// <summary>The partner does not agree: the campaign is a draft again.</summary>
    public Task<CampaignResponse> RejectAsync(
        string domain,
        string campaign,
        string? note = null,
        CancellationToken cancellation = default
    ) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "reject"),
            new RejectionRequest(note),
            CampaignsJson.Default.RejectionRequest,
            CampaignsJson.Default.CampaignResponse,
            cancellation
        );

    /// <summary>A side says whether a creative may be shown.</summary>
    public Task<CampaignResponse> ReviewAsync(
        string domain,
        string campaign,
        string creative,
        bool approved,
        string? note = null,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "creatives", creative, "review"),
            new CreativeReviewRequest(approved, note),
            CampaignsJson.Default.CreativeReviewRequest,
            CampaignsJson.Default.CampaignResponse,
            cancellation
        );

    /// <summary>A side holds a campaign.</summary>
    public Task<CampaignResponse> PauseAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        DoAsync(domain, campaign, "pause", cancellation);

    /// <summary>A side lets go of a campaign that it held.</summary>
    public Task<CampaignResponse> StartAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        DoAsync(domain, campaign, "start", cancellation);

    /// <summary>A side ends a campaign, for good.</summary>
    public Task<CampaignResponse> StopAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        DoAsync(domain, campaign, "stop", cancellation);

    /// <summary>The kill switch: a side ends a campaign at once, whatever else is decided about it.</summary>
    public Task<CampaignResponse> KillAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        DoAsync(domain, campaign, "kill", cancellation);

    /// <summary>Lets more of the users see a campaign.</summary>
    public Task<CampaignResponse> RaiseRolloutAsync(
        string domain,
        string campaign,
        double share,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "rollout"),
            new RolloutRequest(share),
            CampaignsJson.Default.RolloutRequest,
            CampaignsJson.Default.CampaignResponse,
            cancellation
        );

    /// <summary>How a campaign is delivered so far.</summary>
    public Task<CampaignDeliveryResponse> DeliveryAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "delivery"),
            CampaignsJson.Default.CampaignDeliveryResponse,
            cancellation
        );

    /// <summary>What a campaign caused so far.</summary>
    public Task<CampaignOutcomeResponse> OutcomeAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "outcome"),
            CampaignsJson.Default.CampaignOutcomeResponse,
            cancellation
        );

    /// <summary>What a campaign will reach: before it is agreed a fresh forecast, afterwards the one that was taken then.</summary>
    public Task<CampaignForecastResponse> ForecastAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "forecast"),
            CampaignsJson.Default.CampaignForecastResponse,
            cancellation
        );

    /// <summary>What a campaign delivered, day by day, beside its forecast, with alerts.</summary>
    public Task<CampaignTrackingResponse> TrackingAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "tracking"),
            CampaignsJson.Default.CampaignTrackingResponse,
            cancellation
        );

    /// <summary>What other ways to choose a campaign's creatives would have brought.</summary>
    public Task<CampaignPreviewResponse> PreviewAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "preview"),
            CampaignsJson.Default.CampaignPreviewResponse,
            cancellation
        );

    /// <summary>What a campaign caused so far as a file.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="format"><c>html</c> or <c>csv</c>.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The file's content; to be disposed of.</returns>
    public Task<Stream> OutcomeReportAsync(string domain, string campaign, string format, CancellationToken cancellation = default) =>
        calls.DownloadAsync(Paths.Of("domains", domain, "campaigns", campaign, "outcome", "report", format), cancellation);

    /// <summary>The switches that a domain set, or that were set against it.</summary>
    public Task<IReadOnlyList<CampaignSwitchResponse>> SwitchesAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "campaign-switches"),
            CampaignsJson.Default.IReadOnlyListCampaignSwitchResponse,
            cancellation
        );

    /// <summary>Switches all campaigns with a partner off, or on again.</summary>
    public Task<CampaignSwitchResponse> SwitchAsync(string domain, string partner, bool isOff, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "campaign-switches", partner),
            new CampaignSwitchRequest(isOff),
            CampaignsJson.Default.CampaignSwitchRequest,
            CampaignsJson.Default.CampaignSwitchResponse,
            cancellation
        );

    /// <summary>What campaigns do with a user.</summary>
    public Task<UserCampaignsResponse> OfUserAsync(string domain, string user, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "users", user, "campaigns"), CampaignsJson.Default.UserCampaignsResponse, cancellation);

    /// <summary>Says whether a user wants promotions.</summary>
    public Task<UserCampaignsResponse> SetRefusedAsync(
        string domain,
        string user,
        bool isRefused,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "users", user, "promotions"),
            new UserPromotionsRequest(isRefused),
            CampaignsJson.Default.UserPromotionsRequest,
            CampaignsJson.Default.UserCampaignsResponse,
            cancellation
        );

    /// <summary>Fills a place. Without an id of the caller's the request has one made, so that asking again after a lost answer pays once.</summary>
    public Task<DecisionResponse> DecideAsync(string domain, DecisionRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "decisions"),
            request is { Request: null } ? request with { Request = $"{Guid.NewGuid():N}" } : request,
            CampaignsJson.Default.DecisionRequest,
            CampaignsJson.Default.DecisionResponse,
            cancellation,
            isRepeatable: true
        );

    private Task<CampaignResponse> DoAsync(string domain, string campaign, string action, CancellationToken cancellation) =>
        calls.PostAsync(Paths.Of("domains", domain, "campaigns", campaign, action), CampaignsJson.Default.CampaignResponse, cancellation);

    private static string PathOf(string domain, string campaign) => Paths.Of("domains", domain, "campaigns", campaign);
}
