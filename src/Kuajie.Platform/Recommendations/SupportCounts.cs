using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Recommendations;

/// <summary>
/// How many people who touched the one item touched the other too, held for as long as a model is loaded: a pair is counted once. The counts are those
/// of the first time somebody asked; they move slowly, and reasons round them to per cent.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="targetDomain">The domain of the recommended items.</param>
/// <param name="links">Links; may be shared among several.</param>
internal sealed class SupportCounts(IWorkspace workspace, string targetDomain, SupportLinks links)
{
    /// <summary>Pairs held at most; beyond, all are counted anew when asked for.</summary>
    private const int MostPairs = 50_000;

    private readonly Dictionary<ItemPair, ItemPairSupport> counted = [];
    private readonly Lock counting = new();

    /// <summary>Pairs held.</summary>
    public int Count
    {
        get
        {
            lock (counting)
            {
                return counted.Count;
            }
        }
    }

    /// <summary>The counts of some pairs whose target domain is this one's.</summary>
    public IReadOnlyDictionary<ItemPair, ItemPairSupport> Of(IEnumerable<ItemPair> pairs)
    {
        var wanted = pairs.Distinct().ToArray();
        lock (counting)
        {
            CountMissing(wanted);
            return wanted.ToDictionary(pair => pair, pair => counted[pair]);
        }
    }

    private void CountMissing(ItemPair[] wanted)
    {
        if (counted.Count + wanted.Length > MostPairs)
        {
            counted.Clear();
        }
        var missing = wanted.Where(pair => !counted.ContainsKey(pair)).ToArray();
        if (missing.Length > 0)
        {
            foreach (var found in workspace.Interactions.Support(missing, LinksOf(missing)))
            {
                counted[found.Pair] = found;
            }
        }
    }

    private List<Link> LinksOf(ItemPair[] pairs) =>
        [
            .. pairs
                .Select(pair => pair.SourceDomain)
                .Distinct(StringComparer.Ordinal)
                .Where(source => !string.Equals(source, targetDomain, StringComparison.Ordinal))
                .SelectMany(source => links.Between(source, targetDomain)),
        ];
}
