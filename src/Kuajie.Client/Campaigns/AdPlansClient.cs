using Kuajie.Client.Calls;

namespace Kuajie.Client.Campaigns;

/// <summary>Where the budget of a campaign goes.</summary>
public sealed class AdPlansClient
{
    private readonly KuajieCalls calls;

    internal AdPlansClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The most effect for a budget, or the least cost for an effect, with a proof and a reason for each placement.</summary>
    public Task<AdPlanResponse> SolveAsync(string domain, AdPlanRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "ad-plans", "solve"),
            request,
            CampaignsJson.Default.AdPlanRequest,
            CampaignsJson.Default.AdPlanResponse,
            cancellation
        );

    /// <summary>The most effect for rising budgets.</summary>
    public Task<FrontierResponse> FrontierAsync(string domain, AdPlanRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "ad-plans", "frontier"),
            request,
            CampaignsJson.Default.AdPlanRequest,
            CampaignsJson.Default.FrontierResponse,
            cancellation
        );

    /// <summary>Response curves with their intervals.</summary>
    public Task<CurvesResponse> CurvesAsync(string domain, CurvesRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "ad-plans", "curves"),
            request,
            CampaignsJson.Default.CurvesRequest,
            CampaignsJson.Default.CurvesResponse,
            cancellation
        );

    /// <summary>Inventory expected.</summary>
    public Task<ForecastResponse> ForecastAsync(string domain, ForecastRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "ad-plans", "forecast"),
            request,
            CampaignsJson.Default.ForecastRequest,
            CampaignsJson.Default.ForecastResponse,
            cancellation
        );
}
