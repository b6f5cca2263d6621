using Kuajie.Platform.Content;

namespace Kuajie.Conformance.InMemory;

/// <summary>Vectors in a dictionary.</summary>
public sealed class InMemoryItemVectorStore : IItemVectorStore
{
    private readonly SortedDictionary<string, ItemVectors> byDomain = new(StringComparer.Ordinal);

    public ItemVectors? VectorsOf(string domain) => byDomain.GetValueOrDefault(domain);

    public void ReplaceVectors(string domain, ItemVectors vectors)
    {
        byDomain.Remove(domain);
        if (vectors.ByItem.Count > 0)
        {
            byDomain.Add(domain, vectors);
        }
    }

    public IReadOnlyList<ItemVectorTotals> VectorTotals() =>
        [.. byDomain.Select(domain => new ItemVectorTotals(domain.Key, domain.Value.ByItem.Count, domain.Value.Length))];
}
