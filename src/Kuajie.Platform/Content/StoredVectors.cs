using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Content;

/// <summary>Vectors that are given now, and those that were given before.</summary>
internal static class StoredVectors
{
    /// <summary>Stores what is given, so that later trainings and refreshes find it.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="domains">The domains that are looked at together.</param>
    /// <param name="given">Vectors by domain, or null.</param>
    /// <exception cref="KuajieException">With what is stored of the other domains there would be two lengths; nothing is stored.</exception>
    public static void Keep(IItemVectorStore store, IReadOnlyList<string> domains, IReadOnlyDictionary<string, ItemVectors>? given)
    {
        ThrowIfUneven(store, domains, given);
        foreach (var (domain, vectors) in given ?? new Dictionary<string, ItemVectors>())
        {
            store.ReplaceVectors(domain, vectors);
        }
    }

    /// <summary>A domain's vectors: the given ones, else the stored ones, else null.</summary>
    public static ItemVectors? Of(IItemVectorStore store, string domain, IReadOnlyDictionary<string, ItemVectors>? given) =>
        given?.TryGetValue(domain, out var own) is true
            ? own.ByItem.Count > 0
                ? own
                : null
            : store.VectorsOf(domain);

    /// <summary>Vectors of different lengths come from different models, and their products mean nothing.</summary>
    /// <exception cref="KuajieException">There are two lengths.</exception>
    public static void ThrowIfUneven(IItemVectorStore store, IReadOnlyList<string> domains, IReadOnlyDictionary<string, ItemVectors>? given)
    {
        var stored = store.VectorTotals().ToDictionary(totals => totals.Domain, totals => totals.Length, StringComparer.Ordinal);
        var lengths = domains
            .Select(domain =>
                (domain, Length: given?.TryGetValue(domain, out var own) is true ? own.Length : stored.GetValueOrDefault(domain))
            )
            .Where(domain => domain.Length > 0)
            .ToArray();
        if (lengths.Select(domain => domain.Length).Distinct().Count() > 1)
        {
            throw ContentTexts.Source.Fault(
                "vector-lengths",
                "VectorLengths",
                "--vectors",
                arguments: [string.Join(", ", lengths.Select(domain => $"{domain.domain}: {domain.Length}")), lengths[0].domain]
            );
        }
    }
}
