using Kuajie.Client.Calls;

namespace Kuajie.Client.Partners;

/// <summary>Catalogs with their audiences.</summary>
public sealed class DomainsClient
{
    private readonly KuajieCalls calls;

    internal DomainsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The domains that the caller knows: its own and those of its partnerships; all of them for the operator.</summary>
    public Task<IReadOnlyList<DomainResponse>> ListAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains"), PartnersJson.Default.IReadOnlyListDomainResponse, cancellation);

    /// <summary>One domain.</summary>
    public Task<DomainResponse> GetAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain), PartnersJson.Default.DomainResponse, cancellation);

    /// <summary>Registers a domain; one that the caller's party owns already stays as it is.</summary>
    public Task<DomainResponse> PutAsync(string domain, DomainRequest? request = null, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("domains", domain),
            request ?? new DomainRequest(),
            PartnersJson.Default.DomainRequest,
            PartnersJson.Default.DomainResponse,
            cancellation
        );
}
