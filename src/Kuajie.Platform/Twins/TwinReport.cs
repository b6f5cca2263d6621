using Kuajie.Algorithms.CrossDomain.TwinItems;
using Kuajie.Algorithms.Datasets;
using Kuajie.Platform.Catalog;

namespace Kuajie.Platform.Twins;

/// <summary>Items of two domains that are most likely one product under two ids, with what says so.</summary>
/// <param name="Source">The source domain.</param>
/// <param name="Target">The target domain.</param>
/// <param name="LinkedUsers">Users with interactions in both domains.</param>
/// <param name="LeastCosine">Least cosine of the sets of users.</param>
/// <param name="LeastSharedUsers">Least number of shared users.</param>
/// <param name="LeastContentCosine">Least cosine of the words; null where they were left out.</param>
/// <param name="SourceItems">Source items with a twin.</param>
/// <param name="TargetItems">Target items with a twin.</param>
/// <param name="SourceRows">User–item pairs of those source items.</param>
/// <param name="SourceRowsInAll">User–item pairs of the source domain.</param>
/// <param name="TargetRows">User–item pairs of those target items.</param>
/// <param name="TargetRowsInAll">User–item pairs of the target domain.</param>
/// <param name="Pairs">The twins, surest first.</param>
public sealed record TwinReport(
    string Source,
    string Target,
    int LinkedUsers,
    double LeastCosine,
    int LeastSharedUsers,
    double? LeastContentCosine,
    int SourceItems,
    int TargetItems,
    int SourceRows,
    int SourceRowsInAll,
    int TargetRows,
    int TargetRowsInAll,
    IReadOnlyList<TwinRecord> Pairs
)
{
    /// <summary>Looks for twins among the first and the last domain of a dataset.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="settings">What counts as twins.</param>
    /// <param name="catalog">Where titles are, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    public static TwinReport Of(InteractionDataset dataset, TwinSettings settings, ICatalogStore? catalog, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(settings);
        var last = dataset.Domains.Count - 1;
        var (source, target) = (dataset.Domains[0], dataset.Domains[last]);
        var pairs = TwinFinder.Find(dataset, 0, last, settings, cancellation);
        var sourceItems = pairs.Select(pair => pair.SourceItem).ToHashSet();
        var targetItems = pairs.Select(pair => pair.TargetItem).ToHashSet();
        var sourceTitles = Titles(catalog, source, sourceItems);
        var targetTitles = Titles(catalog, target, targetItems);
        return new TwinReport(
            source.Domain,
            target.Domain,
            Enumerable
                .Range(0, dataset.UserCount)
                .Count(user => source.Interactions.RowLength(user) > 0 && target.Interactions.RowLength(user) > 0),
            settings.Rule.LeastCosine,
            settings.Rule.LeastSharedUsers,
            settings.LeastContentCosine,
            sourceItems.Count,
            targetItems.Count,
            RowsOf(source, sourceItems),
            source.Interactions.EntryCount,
            RowsOf(target, targetItems),
            target.Interactions.EntryCount,
            [.. pairs.Select(pair => RecordOf(pair, source, target, sourceTitles, targetTitles))]
        );
    }

    private static TwinRecord RecordOf(
        TwinPair pair,
        DomainInteractions source,
        DomainInteractions target,
        IReadOnlyDictionary<string, Item> sourceTitles,
        IReadOnlyDictionary<string, Item> targetTitles
    )
    {
        var (sourceId, targetId) = (source.Items[pair.SourceItem], target.Items[pair.TargetItem]);
        return new TwinRecord(
            sourceId,
            sourceTitles.GetValueOrDefault(sourceId)?.Title,
            targetId,
            targetTitles.GetValueOrDefault(targetId)?.Title,
            pair.SharedUsers,
            pair.SourceUsers,
            pair.TargetUsers,
            pair.UserCosine,
            pair.ContentCosine,
            pair.ByUsers,
            pair.ByContent
        );
    }

    private static IReadOnlyDictionary<string, Item> Titles(ICatalogStore? catalog, DomainInteractions domain, HashSet<int> items) =>
        catalog?.Find(domain.Domain, [.. items.Select(item => domain.Items[item])]) ?? new Dictionary<string, Item>();

    private static int RowsOf(DomainInteractions domain, HashSet<int> items)
    {
        var count = 0;
        foreach (var item in domain.Interactions.Columns.Span)
        {
            count += items.Contains(item) ? 1 : 0;
        }
        return count;
    }
}

/// <summary>A pair of twins.</summary>
/// <param name="SourceItem">Id in the source domain.</param>
/// <param name="SourceTitle">Its title, or null.</param>
/// <param name="TargetItem">Id in the target domain.</param>
/// <param name="TargetTitle">Its title, or null.</param>
/// <param name="SharedUsers">Users who met both.</param>
/// <param name="SourceUsers">Users of both domains who met the source item.</param>
/// <param name="TargetUsers">Users of both domains who met the target item.</param>
/// <param name="UserCosine">Cosine of the two sets of users.</param>
/// <param name="ContentCosine">Cosine of the words, or null.</param>
/// <param name="ByUsers">Whether the users say so.</param>
/// <param name="ByContent">Whether the words say so.</param>
public sealed record TwinRecord(
    string SourceItem,
    string? SourceTitle,
    string TargetItem,
    string? TargetTitle,
    int SharedUsers,
    int SourceUsers,
    int TargetUsers,
    double UserCosine,
    double? ContentCosine,
    bool ByUsers,
    bool ByContent
);
