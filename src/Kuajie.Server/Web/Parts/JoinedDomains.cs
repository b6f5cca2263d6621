using Kuajie.Client;

namespace Kuajie.Server.Web.Parts;

/// <summary>Which domains a domain is joined with: what a page offers as the other side. A domain without a partnership is no other side yet.</summary>
internal static class JoinedDomains
{
    /// <summary>The domains that a lasting partnership joins with this one and that share recommendations with it, in name order.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(KuajieClient api, string domain, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(api);
        var all = await api.Partnerships.ListAsync(cancellation);
        return
        [
            .. all.Where(each => each.EndedAt is null && each.Domains.Contains(domain) && each.Shares.Contains("recommendations"))
                .Select(each => each.Domains.First(other => other != domain))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}
