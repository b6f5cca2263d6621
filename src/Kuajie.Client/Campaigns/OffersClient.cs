using Kuajie.Client.Calls;

namespace Kuajie.Client.Campaigns;

/// <summary>Offers of campaigns: codes that are redeemed once, and live events.</summary>
public sealed class OffersClient
{
    private readonly KuajieCalls calls;

    internal OffersClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The offers of a campaign, in name order.</summary>
    public Task<IReadOnlyList<OfferResponse>> ListAsync(string domain, string campaign, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "offers"),
            CampaignsJson.Default.IReadOnlyListOfferResponse,
            cancellation
        );

    /// <summary>Defines an offer, in place of the one of its name.</summary>
    public Task<OfferResponse> PutAsync(
        string domain,
        string campaign,
        string offer,
        OfferRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "offers", offer),
            request,
            CampaignsJson.Default.OfferRequest,
            CampaignsJson.Default.OfferResponse,
            cancellation
        );

    /// <summary>Makes codes of an offer, or takes one's own.</summary>
    public Task<OfferCodesResponse> AddCodesAsync(
        string domain,
        string campaign,
        string offer,
        OfferCodesRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "campaigns", campaign, "offers", offer, "codes"),
            request,
            CampaignsJson.Default.OfferCodesRequest,
            CampaignsJson.Default.OfferCodesResponse,
            cancellation
        );

    /// <summary>Redeems a code, once. Without an id of the caller's the request has one made, so that asking again after a lost answer is told the same.</summary>
    public Task<RedemptionResponse> RedeemAsync(string domain, RedemptionRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "redemptions"),
            request is { Request: null } ? request with { Request = $"{Guid.NewGuid():N}" } : request,
            CampaignsJson.Default.RedemptionRequest,
            CampaignsJson.Default.RedemptionResponse,
            cancellation,
            isRepeatable: true
        );

    /// <summary>A live event of a campaign as a calendar file.</summary>
    public Task<Stream> CalendarAsync(string domain, string campaign, string liveEvent, CancellationToken cancellation = default) =>
        calls.DownloadAsync(Paths.Of("domains", domain, "campaigns", campaign, "live-events", liveEvent, "calendar"), cancellation);
}
