using Kuajie.Platform.Catalog;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Imports.Live;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Imports;
using Kuajie.Storage.Catalog;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Catalog;

/// <summary>What changes catalogs, users and links while the service runs. The search saves its indexes when the host is disposed of.</summary>
internal static class CatalogParts
{
    public static void Add(IServiceCollection services, ServerSettings settings, Workspace workspace, TimeProvider clock)
    {
        services.AddSingleton<DomainGate>();
        services.AddSingleton<IItemSearch>(_ => new LuceneItemSearch(workspace.Layout.Search, workspace.Catalog, settings.SearchMegabytes));
        services.AddSingleton(parts => new CatalogChanges(
            workspace.Catalog,
            parts.GetRequiredService<IItemSearch>(),
            Listeners(parts),
            parts.GetRequiredService<DomainGate>()
        ));
        services.AddSingleton(parts => new UserChanges(workspace, Listeners(parts), parts.GetRequiredService<DomainGate>()));
        services.AddSingleton(_ => workspace.Linking(clock));
        services.AddSingleton(_ => new ImportWorkflow(workspace, (IEventImporter)workspace.Events, workspace.Layout.Staging, clock));
        services.AddSingleton(parts => new ImportBacklog(
            workspace,
            parts.GetRequiredService<ImportWorkflow>(),
            parts.GetRequiredService<IItemSearch>(),
            Listeners(parts),
            parts.GetRequiredService<DomainGate>(),
            parts.GetRequiredService<Pseudonyms>(),
            workspace.Layout.Uploads,
            clock,
            settings.MostWaitingImports
        ));
        services.AddSingleton<CatalogMeters>();
        services.AddHostedService(parts =>
        {
            // Before the first import is over, somebody has to count.
            parts.GetRequiredService<CatalogMeters>();
            return ActivatorUtilities.CreateInstance<ImportWorker>(parts);
        });
    }

    private static IWorkspaceListener[] Listeners(IServiceProvider parts) => [.. parts.GetServices<IWorkspaceListener>()];
}
