using Kuajie.Algorithms.CrossDomain.TwinItems;
using Kuajie.Algorithms.Datasets;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Content;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Training;

/// <summary>Event store, catalog and links → <see cref="InteractionDataset"/>: the one place where stored rows become matrices.</summary>
public static class DatasetBuilding
{
    /// <summary>
    /// Builds the dataset of some domains. Items of the catalog that nobody touched are known to it too; flagged users are left out; linked users share a row.
    /// What the catalog says of the items comes along as their content, with what people decided about pairs of tags. O(rows · log row length + text).
    /// </summary>
    /// <param name="workspace">The stores.</param>
    /// <param name="data">Which domains, and how interactions are weighed.</param>
    /// <param name="rowsRead">Told the rows read so far, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="vectors">Vectors of items by domain that stand in for the stored ones, or null.</param>
    /// <exception cref="Faults.KuajieException">The domains' vectors are of different lengths.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static InteractionDataset Build(
        IWorkspace workspace,
        TrainingData data,
        IProgress<long>? rowsRead,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, ItemVectors>? vectors = null
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(data);
        var builder = new InteractionDatasetBuilder();
        var catalogs = new List<IReadOnlyDictionary<string, Item>>();
        var rows = 0L;
        foreach (var domain in data.Domains)
        {
            var index = builder.AddDomain(domain);
            foreach (var row in workspace.Interactions.ReadWeighted(domain, data.KindWeights, cancellation))
            {
                builder.Add(index, row.UserId, row.ItemId, data.Normalize(row.Weight), row.UnixSeconds);
                if ((++rows & 0xFFFF) == 0)
                {
                    rowsRead?.Report(rows);
                }
            }
            var items = workspace.Catalog.ItemsOf(domain);
            foreach (var item in items)
            {
                builder.AddItem(index, item.ItemId);
            }
            catalogs.Add(items.ToDictionary(item => item.ItemId, StringComparer.Ordinal));
        }
        rowsRead?.Report(rows);
        AddLinks(workspace, data, builder);
        var dataset = CatalogContent.AddTo(builder.Build(), catalogs, VectorsOf(workspace, data.Domains, vectors), cancellation);
        return TaggedContent.AddTo(data.Twins == TwinUse.Exclude ? WithoutTwins(dataset, cancellation) : dataset, workspace);
    }

    /// <summary>Leaves out what users did with items of other domains that have a twin in the last one.</summary>
    public static InteractionDataset WithoutTwins(InteractionDataset dataset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var target = dataset.Domains.Count - 1;
        for (var source = 0; source < target; source++)
        {
            var twins = TwinFinder.Find(dataset, source, target, cancellation: cancellation);
            dataset = TwinFinder.Exclude(dataset, source, twins);
        }
        return dataset;
    }

    private static Dictionary<string, ItemVectors> VectorsOf(
        IWorkspace workspace,
        IReadOnlyList<string> domains,
        IReadOnlyDictionary<string, ItemVectors>? given
    )
    {
        StoredVectors.ThrowIfUneven(workspace.Vectors, domains, given);
        var found = new Dictionary<string, ItemVectors>(StringComparer.Ordinal);
        foreach (var domain in domains)
        {
            if (StoredVectors.Of(workspace.Vectors, domain, given) is { } vectors)
            {
                found.Add(domain, vectors);
            }
        }
        return found;
    }

    private static void AddLinks(IWorkspace workspace, TrainingData data, InteractionDatasetBuilder builder)
    {
        for (var first = 0; first < data.Domains.Count; first++)
        {
            for (var second = first + 1; second < data.Domains.Count; second++)
            {
                foreach (var link in workspace.Links.Between(data.Domains[first], data.Domains[second]))
                {
                    builder.Link(first, link.FirstUser, second, link.SecondUser);
                }
            }
        }
    }
}
