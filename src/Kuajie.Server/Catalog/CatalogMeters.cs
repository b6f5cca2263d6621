using System.Diagnostics.Metrics;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Imports.Live;
using Kuajie.Platform.Users;
using Kuajie.Server.Operations;

namespace Kuajie.Server.Catalog;

/// <summary>What operators see of catalogs, users, links and imports.</summary>
internal sealed class CatalogMeters
{
    private readonly Counter<long> items;
    private readonly Counter<long> searches;
    private readonly Counter<long> users;
    private readonly Counter<long> erasures;
    private readonly Counter<long> links;
    private readonly Counter<long> uploaded;
    private readonly Counter<long> imports;

    public CatalogMeters(IMeterFactory factory, IItemSearch search, ImportBacklog backlog)
    {
        var meter = factory.Create(Telemetry.Meter);
        items = meter.CreateCounter<long>("kuajie.items.put", "{item}", "Items added or changed.");
        searches = meter.CreateCounter<long>("kuajie.items.searches", "{request}", "Searches of catalogs.");
        users = meter.CreateCounter<long>("kuajie.users.put", "{user}", "User records added or changed.");
        erasures = meter.CreateCounter<long>("kuajie.users.erasures", "{user}", "Erasures.");
        links = meter.CreateCounter<long>("kuajie.links.added", "{link}", "Links that were not known.");
        uploaded = meter.CreateCounter<long>("kuajie.imports.uploaded", "By", "Bytes of files that arrived for imports.");
        imports = meter.CreateCounter<long>("kuajie.imports", "{import}", "Imports that are over, by state.");
        meter.CreateObservableGauge("kuajie.imports.waiting", () => backlog.Waiting, "{import}", "Imports that wait.");
        meter.CreateObservableGauge("kuajie.search.items", () => search.ItemCount, "{item}", "Items in open search indexes.");
        meter.CreateObservableGauge("kuajie.search.bytes", () => search.Bytes, "By", "Size of open search indexes on disk.");
        backlog.Ended = run => imports.Add(1, Of(run.Domain), new("state", run.State.ToString()));
    }

    public void ItemsPut(string domain, ItemChanges changes) => items.Add(changes.Added + changes.Changed, Of(domain));

    public void Searched(string domain) => searches.Add(1, Of(domain));

    public void UsersPut(string domain, UserRecordChanges changes) => users.Add(changes.Added + changes.Changed, Of(domain));

    public void Erased(string domain) => erasures.Add(1, Of(domain));

    public void LinksAdded(long added) => links.Add(added);

    public void Uploaded(string domain, long bytes) => uploaded.Add(bytes, Of(domain));

    private static KeyValuePair<string, object?> Of(string domain) => new("domain", domain);
}
