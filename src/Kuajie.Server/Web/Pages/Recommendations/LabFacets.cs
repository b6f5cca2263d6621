using Kuajie.Client;
using Kuajie.Client.Catalog;
using Kuajie.Platform.Catalog;
using ItemQuery = Kuajie.Client.Catalog.ItemQuery;

namespace Kuajie.Server.Web.Pages.Recommendations;

/// <summary>What filters can be set to, out of a sample of the catalogs; other words can be typed.</summary>
/// <param name="Kinds">Kinds of items.</param>
/// <param name="Tags">The commonest tags.</param>
/// <param name="Currencies">Currencies of prices.</param>
public sealed record LabFacets(IReadOnlyList<string> Kinds, IReadOnlyList<string> Tags, IReadOnlyList<string> Currencies)
{
    private const int SampledOfAKind = 40;
    private const int MostTags = 60;

    /// <summary>Nothing known.</summary>
    public static LabFacets None { get; } = new([], [], []);

    /// <summary>Reads a sample of each kind in each domain.</summary>
    public static async Task<LabFacets> ReadAsync(KuajieClient api, IEnumerable<string> domains, CancellationToken cancellation)
    {
        var pages = await Task.WhenAll(
            from domain in domains
            from kind in ItemKinds.All
            select api.Items.FindAsync(domain, new ItemQuery(Kinds: [kind.WireName], Limit: SampledOfAKind), cancellation)
        );
        return Of([.. pages.SelectMany(page => page.Items)]);
    }

    /// <summary>What some items have.</summary>
    public static LabFacets Of(IReadOnlyList<ItemResponse> items) =>
        new(
            [.. items.Select(item => item.Kind).Distinct().Order(StringComparer.Ordinal)],
            [
                .. items
                    .SelectMany(item => item.Tags)
                    .CountBy(tag => tag, StringComparer.Ordinal)
                    .OrderByDescending(tag => tag.Value)
                    .ThenBy(tag => tag.Key, StringComparer.Ordinal)
                    .Take(MostTags)
                    .Select(tag => tag.Key),
            ],
            [.. items.Select(item => item.Currency).OfType<string>().Distinct().Order(StringComparer.Ordinal)]
        );
}
