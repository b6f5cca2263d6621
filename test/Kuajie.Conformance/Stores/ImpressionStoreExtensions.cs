using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Conformance.Stores;

/// <summary>Stores lists one by one, for tests.</summary>
public static class ImpressionStoreExtensions
{
    public static void Append(this IImpressionStore store, IReadOnlyList<Impression> lists)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.Append(ImpressionBlock.Of(lists));
    }
}
