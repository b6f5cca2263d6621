namespace Kuajie.Platform.Content;

/// <summary>The vectors that users supplied for the items of each domain: one set a domain, replaced whole.</summary>
public interface IItemVectorStore
{
    /// <summary>A domain's vectors, or null where it has none.</summary>
    ItemVectors? VectorsOf(string domain);

    /// <summary>Replaces a domain's vectors at once; those without any item leave it with none.</summary>
    void ReplaceVectors(string domain, ItemVectors vectors);

    /// <summary>How many vectors of what length each domain has, in order of name; domains without any are absent.</summary>
    IReadOnlyList<ItemVectorTotals> VectorTotals();
}

/// <summary>How many vectors a domain has.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Items">Items with a vector.</param>
/// <param name="Length">Length of each.</param>
public sealed record ItemVectorTotals(string Domain, long Items, int Length);
