using Kuajie.Client.Calls;

namespace Kuajie.Client.Partners;

/// <summary>Agreements between the parties of two domains.</summary>
public sealed class PartnershipsClient
{
    private readonly KuajieCalls calls;

    internal PartnershipsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The partnerships of the caller's domains, ended ones too; all of them for the operator.</summary>
    public Task<IReadOnlyList<PartnershipResponse>> ListAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("partnerships"), PartnersJson.Default.IReadOnlyListPartnershipResponse, cancellation);

    /// <summary>Begins a partnership between two domains, or changes what a lasting one shares.</summary>
    public Task<PartnershipResponse> PutAsync(PartnershipRequest request, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("partnerships"),
            request,
            PartnersJson.Default.PartnershipRequest,
            PartnersJson.Default.PartnershipResponse,
            cancellation
        );

    /// <summary>Ends a partnership. What it shared is shared no longer, from the next request on.</summary>
    public Task<PartnershipResponse> EndAsync(string partnership, CancellationToken cancellation = default) =>
        calls.PostAsync(Paths.Of("partnerships", partnership, "end"), PartnersJson.Default.PartnershipResponse, cancellation);
}
