using Kuajie.Client.Calls;

namespace Kuajie.Client.Partners;

/// <summary>Which partners to work with.</summary>
public sealed class PartnerChoiceClient
{
    private readonly KuajieCalls calls;

    internal PartnerChoiceClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>How well the domain's partners fit, by what the workspace knows.</summary>
    public Task<PartnerFitsResponse> KnownFitAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "partners", "fit"), PartnersJson.Default.PartnerFitsResponse, cancellation);

    /// <summary>How well partners fit, by what the workspace knows and what tables say.</summary>
    public Task<PartnerFitsResponse> FitAsync(string domain, PartnerFitRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "partners", "fit"),
            request,
            PartnersJson.Default.PartnerFitRequest,
            PartnersJson.Default.PartnerFitsResponse,
            cancellation
        );

    /// <summary>Which partners to choose under a budget and limits, with alternatives and what would change the choice.</summary>
    public Task<PortfolioResponse> PortfolioAsync(string domain, PortfolioRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "partners", "portfolio"),
            request,
            PartnersJson.Default.PortfolioRequest,
            PartnersJson.Default.PortfolioResponse,
            cancellation
        );

    /// <summary>Who is central among firms, and who belongs together.</summary>
    public Task<PartnerNetworkResponse> NetworkAsync(
        string domain,
        PartnerNetworkRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "partners", "network"),
            request,
            PartnersJson.Default.PartnerNetworkRequest,
            PartnersJson.Default.PartnerNetworkResponse,
            cancellation
        );
}
