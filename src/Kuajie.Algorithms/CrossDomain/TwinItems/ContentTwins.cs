using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.CrossDomain.TwinItems;

/// <summary>
/// Finds pairs of items with nearly the same terms, exactly: with rare terms first, the terms of an item that leave a rest shorter than the least cosine
/// must hold one that both share, so only items that meet there are compared (prefix filtering, Bayardo, Ma and Srikant 2007).
/// </summary>
internal static class ContentTwins
{
    /// <summary>For each target item the source items of at least this cosine, ascending; empty where a side has no content.</summary>
    public static (int Source, double Cosine)[][] Find(
        ItemContent? sources,
        ItemContent? targets,
        double leastCosine,
        CancellationToken cancellation
    )
    {
        if (sources is null || targets is null)
        {
            return [];
        }
        var (terms, others) = (targets.Terms, sources.Terms);
        var itemsOfTerms = others.Transpose();
        var rarity = Enumerable.Range(0, terms.ColumnCount).Select(itemsOfTerms.RowLength).ToArray();
        var twins = new (int, double)[terms.RowCount][];
        var seenBy = new int[others.RowCount];
        var candidates = new List<int>();
        for (var item = 0; item < twins.Length; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            candidates.Clear();
            foreach (var term in Prefix(terms, item, rarity, leastCosine))
            {
                foreach (var other in itemsOfTerms.RowColumns(term))
                {
                    if (seenBy[other] != item + 1)
                    {
                        seenBy[other] = item + 1;
                        candidates.Add(other);
                    }
                }
            }
            twins[item] =
            [
                .. candidates
                    .Select(other => (Source: other, Cosine: (double)SparseRows.Dot(others, other, terms, item)))
                    .Where(pair => pair.Cosine >= leastCosine)
                    .OrderBy(pair => pair.Source),
            ];
        }
        return twins;
    }

    private static IEnumerable<int> Prefix(SparseMatrix terms, int item, int[] rarity, double leastCosine)
    {
        var entries = terms
            .RowColumns(item)
            .ToArray()
            .Zip(terms.RowValues(item).ToArray())
            .OrderBy(entry => rarity[entry.First])
            .ThenBy(entry => entry.First);
        var rest = 1.0;
        foreach (var (term, weight) in entries)
        {
            if (Math.Sqrt(Math.Max(0, rest)) < leastCosine - 1e-6)
            {
                yield break;
            }
            yield return term;
            rest -= (double)weight * weight;
        }
    }
}
