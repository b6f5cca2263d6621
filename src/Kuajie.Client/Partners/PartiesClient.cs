using Kuajie.Client.Calls;

namespace Kuajie.Client.Partners;

/// <summary>Firms that own domains.</summary>
public sealed class PartiesClient
{
    private readonly KuajieCalls calls;

    internal PartiesClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The caller's own party and those it has a partnership with; all of them for the operator.</summary>
    public Task<IReadOnlyList<PartyResponse>> ListAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("parties"), PartnersJson.Default.IReadOnlyListPartyResponse, cancellation);

    /// <summary>Registers a party, or gives a known one another name.</summary>
    public Task<PartyResponse> PutAsync(string party, PartyRequest request, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("parties", party),
            request,
            PartnersJson.Default.PartyRequest,
            PartnersJson.Default.PartyResponse,
            cancellation
        );
}
