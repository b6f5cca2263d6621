using Kuajie.Algorithms.Datasets;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Training;

/// <summary>Event store, catalog and links → <see cref="InteractionDataset"/>: the one place where stored rows become matrices.</summary>
public static class DatasetBuilding
{
    /// <summary>
    /// Builds the dataset of some domains. Items of the catalog that nobody touched are known to it too; flagged users are left out; linked users share a row.
    /// O(rows · log row length).
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static InteractionDataset Build(
        IWorkspace workspace,
        TrainingData data,
        IProgress<long>? rowsRead,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(data);
        var builder = new InteractionDatasetBuilder();
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
            foreach (var item in workspace.Catalog.ItemsOf(domain))
            {
                builder.AddItem(index, item.ItemId);
            }
        }
        rowsRead?.Report(rows);
        AddLinks(workspace, data, builder);
        return builder.Build();
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
