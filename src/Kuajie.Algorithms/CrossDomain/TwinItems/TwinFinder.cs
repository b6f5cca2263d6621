using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.CrossDomain.TwinItems;

/// <summary>
/// Finds items of two domains that are one product under two ids: nearly the same users among those both domains know, or nearly the same words.
/// O(Σ over linked users of their source items × target items), and for content O(pairs that share a telling term).
/// </summary>
public static class TwinFinder
{
    /// <summary>The twins, surest first: by number of signs, then users' cosine, then content's, then index.</summary>
    /// <param name="dataset">All domains.</param>
    /// <param name="source">Index of the source domain.</param>
    /// <param name="target">Index of the target domain.</param>
    /// <param name="settings">What counts as twins.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">Source and target are one.</exception>
    public static IReadOnlyList<TwinPair> Find(
        InteractionDataset dataset,
        int source,
        int target,
        TwinSettings? settings = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfEqual(source, target);
        settings ??= new TwinSettings();
        var (sources, targets) = (dataset.Domains[source], dataset.Domains[target]);
        bool IsLinked(int user) => sources.Interactions.RowLength(user) > 0 && targets.Interactions.RowLength(user) > 0;
        var overlap = new AudienceOverlap(sources.Interactions.KeepRows(IsLinked));
        var audiences = targets.Interactions.KeepRows(IsLinked).Transpose();
        var alike = settings.LeastContentCosine is { } least
            ? ContentTwins.Find(sources.Content, targets.Content, least, cancellation)
            : [];
        var pairs = new List<TwinPair>();
        for (var item = 0; item < targets.Items.Count; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            var audience = audiences.RowColumns(item);
            overlap.Count(audience);
            foreach (var other in overlap.Touched)
            {
                if (settings.Rule.AreTwins(overlap.SharedWith(other), overlap.UsersOf(other), audience.Length))
                {
                    pairs.Add(PairOf(other, item, overlap, audience.Length, ContentCosine(sources, other, targets, item), true, settings));
                }
            }
            foreach (var (other, cosine) in alike.Length == 0 ? [] : alike[item])
            {
                if (!settings.Rule.AreTwins(overlap.SharedWith(other), overlap.UsersOf(other), audience.Length))
                {
                    pairs.Add(PairOf(other, item, overlap, audience.Length, cosine, false, settings));
                }
            }
        }
        return
        [
            .. pairs
                .OrderByDescending(pair => pair.ByUsers && pair.ByContent)
                .ThenByDescending(pair => pair.UserCosine)
                .ThenByDescending(pair => pair.ContentCosine ?? 0)
                .ThenBy(pair => pair.TargetItem)
                .ThenBy(pair => pair.SourceItem),
        ];
    }

    /// <summary>The dataset without what users did with source items that have a twin, so that nothing is learnt or measured from duplicates.</summary>
    public static InteractionDataset Exclude(InteractionDataset dataset, int source, IEnumerable<TwinPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(pairs);
        var twins = pairs.Select(pair => pair.SourceItem).ToHashSet();
        var columns = dataset.Domains[source].Interactions.Columns.Span;
        var isLeftOut = new bool[columns.Length];
        for (var entry = 0; entry < columns.Length; entry++)
        {
            isLeftOut[entry] = twins.Contains(columns[entry]);
        }
        var domains = dataset.Domains.ToArray();
        domains[source] = Datasets.Splits.EntryFilter.Without(domains[source], isLeftOut);
        return new InteractionDataset(dataset.UserCount, domains);
    }

    private static TwinPair PairOf(
        int source,
        int target,
        AudienceOverlap overlap,
        int targetUsers,
        double? contentCosine,
        bool isByUsers,
        TwinSettings settings
    ) =>
        new(
            source,
            target,
            overlap.SharedWith(source),
            overlap.UsersOf(source),
            targetUsers,
            TwinRule.Cosine(overlap.SharedWith(source), overlap.UsersOf(source), targetUsers),
            contentCosine,
            isByUsers,
            settings.LeastContentCosine is { } least && contentCosine >= least
        );

    private static double? ContentCosine(DomainInteractions sources, int source, DomainInteractions targets, int target) =>
        sources.Content is { } first
        && targets.Content is { } second
        && first.Terms.RowLength(source) > 0
        && second.Terms.RowLength(target) > 0
            ? SparseRows.Dot(first.Terms, source, second.Terms, target)
            : null;
}
