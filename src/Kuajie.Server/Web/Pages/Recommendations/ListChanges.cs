using Kuajie.Client.Recommendations;

namespace Kuajie.Server.Web.Pages.Recommendations;

/// <summary>What is different between two lists for one person.</summary>
/// <param name="First">For each place of the first list: where the item stands in the second, from 1, or null.</param>
/// <param name="Second">For each place of the second list: where the item stands in the first, from 1, or null.</param>
internal sealed record ListChanges(IReadOnlyList<int?> First, IReadOnlyList<int?> Second)
{
    /// <summary>Items that both lists hold.</summary>
    public int Shared => Second.Count(place => place is not null);

    /// <summary>Items of the second list that stand where they stood in the first.</summary>
    public int InPlace => Second.Index().Count(each => each.Item == each.Index + 1);

    /// <summary>Compares.</summary>
    public static ListChanges Between(IReadOnlyList<RecommendedItemResponse> first, IReadOnlyList<RecommendedItemResponse> second) =>
        new(Places(first, second), Places(second, first));

    private static IReadOnlyList<int?> Places(IReadOnlyList<RecommendedItemResponse> of, IReadOnlyList<RecommendedItemResponse> among)
    {
        var places = among.Index().ToDictionary(each => (each.Item.Domain, each.Item.Item), each => each.Index + 1);
        return [.. of.Select(item => places.TryGetValue((item.Domain, item.Item), out var place) ? place : (int?)null)];
    }
}
