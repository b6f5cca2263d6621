using Kuajie.Platform.Content;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Overview;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training;
using Kuajie.Platform.Users;

namespace Kuajie.Storage.Workspaces;

/// <summary>What a workspace holds, at a glance.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="FormatVersion">Version of the folder's layout.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Domains">Every domain, also those without interactions.</param>
/// <param name="Links">Links per pair of domains and method.</param>
/// <param name="Imports">All imports, newest first.</param>
/// <param name="Models">All model versions, newest first.</param>
/// <param name="Sizes">Where the bytes lie.</param>
public sealed record WorkspaceStatus(
    string Folder,
    int FormatVersion,
    DateTimeOffset CreatedAt,
    IReadOnlyList<DomainStatus> Domains,
    IReadOnlyList<LinkTotals> Links,
    IReadOnlyList<ImportRecord> Imports,
    IReadOnlyList<ModelVersion> Models,
    WorkspaceSizes Sizes
)
{
    /// <summary>What to do next on the way from exports to recommendations.</summary>
    public NextStep Next => NextSteps.Of(Domains.Count(domain => domain.Totals is not null), Links.Count > 0, Models.Count > 0);

    /// <summary>Looks at every store. O(interactions) for the counts.</summary>
    public static WorkspaceStatus Of(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var manifest = WorkspaceManifest.Read(workspace.Layout.Manifest);
        var vectors = workspace.Vectors.VectorTotals().ToDictionary(each => each.Domain, StringComparer.Ordinal);
        var totals = workspace.Interactions.Totals().ToDictionary(each => each.Domain, StringComparer.Ordinal);
        var live = workspace.EventLog.LiveTotals().ToDictionary(each => each.Domain, StringComparer.Ordinal);
        return new WorkspaceStatus(
            workspace.Folder,
            manifest.FormatVersion,
            manifest.CreatedAt,
            [
                .. workspace
                    .Partners.Domains()
                    .Select(domain => new DomainStatus(
                        domain,
                        totals.GetValueOrDefault(domain.Name),
                        vectors.GetValueOrDefault(domain.Name),
                        live.GetValueOrDefault(domain.Name)
                    )),
            ],
            workspace.Links.Totals(),
            workspace.Imports.All(),
            workspace.Models.All(),
            WorkspaceSizes.Of(workspace.Layout)
        );
    }
}

/// <summary>A domain and what it holds.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Totals">Its interactions, live ones included; null where it has none.</param>
/// <param name="Vectors">Its item vectors; null where its items have none.</param>
/// <param name="Live">What the live service took in; null where it took nothing.</param>
public sealed record DomainStatus(Domain Domain, InteractionTotals? Totals, ItemVectorTotals? Vectors, LiveTotals? Live);

/// <summary>Bytes of a workspace's parts.</summary>
public sealed record WorkspaceSizes(long EventsBytes, long RecordsBytes, long ModelsBytes, long ReportsBytes)
{
    /// <summary>Adds up file lengths.</summary>
    public static WorkspaceSizes Of(WorkspaceLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var index = layout.Events + ".ids";
        var indexBytes = Directory.Exists(index) ? Below(index) : 0;
        return new WorkspaceSizes(
            WithJournal(layout.Events) + indexBytes,
            WithJournal(layout.Records),
            Below(layout.Models),
            Below(layout.Reports)
        );
    }

    private static long WithJournal(string path) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*").Sum(file => new FileInfo(file).Length);

    private static long Below(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
}
