using DuckDB.NET.Data;
using Kuajie.Marketing.Partners;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Content;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;
using Kuajie.Storage.DuckDb.Importing;
using Kuajie.Storage.Sqlite;

namespace Kuajie.Storage.DuckDb;

/// <summary>
/// Interactions, catalogs and user records in one DuckDB file. Opened by one process at a time; safe for use from several threads. The work is done by
/// one class per concern; this one owns the file.
/// </summary>
public sealed class DuckDbEventStore : IEventStore, IEventImporter
{
    private const string ListsEnding = ".lists";
    private readonly DuckDbFile file;
    private readonly DuckDbInteractions interactions;
    private readonly DuckDbAudiences audiences;
    private readonly DuckDbCatalog catalog;
    private readonly DuckDbItemVectors vectors;
    private readonly DuckDbImporter importer;
    private readonly ImportWithdrawal withdrawal;
    private readonly DuckDbUpkeep upkeep;
    private readonly DuckDbUsers users;
    private readonly DuckDbEventLog log;
    private readonly DuckDbImpressions rows;
    private readonly ImpressionFile lists;
    private readonly DuckDbErasure erasure;
    private readonly DuckDbLiveReads live;
    private readonly DuckDbBridges bridges;
    private readonly DuckDbPartnerEvidence evidence;
    private readonly DuckDbOutcomes outcomes;

    private DuckDbEventStore(DuckDbFile file, ImpressionFile lists, TimeProvider clock)
    {
        this.file = file;
        this.lists = lists;
        interactions = new DuckDbInteractions(file);
        audiences = new DuckDbAudiences(file);
        catalog = new DuckDbCatalog(file, clock);
        vectors = new DuckDbItemVectors(file);
        importer = new DuckDbImporter(file, clock);
        withdrawal = new ImportWithdrawal(file, clock);
        upkeep = new DuckDbUpkeep(file);
        users = new DuckDbUsers(file);
        log = new DuckDbEventLog(file, clock);
        rows = new DuckDbImpressions(file);
        erasure = new DuckDbErasure(file, lists, clock);
        live = new DuckDbLiveReads(file);
        bridges = new DuckDbBridges(file);
        evidence = new DuckDbPartnerEvidence(file);
        outcomes = new DuckDbOutcomes(file);
    }

    /// <summary>Opens or creates the store and brings it to this program's schema. An erasure that was cut off is finished first.</summary>
    /// <param name="path">The file; its folder is created where missing.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="Platform.Faults.KuajieException">The file is no event store, is in use by another process, or was written by a newer program.</exception>
    public static DuckDbEventStore Open(string path, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(clock);
        var opened = DuckDbFile.Open(Path.GetFullPath(path), clock);
        return new DuckDbEventStore(opened, new ImpressionFile(opened.FilePath + ListsEnding, clock, isShared: false), clock);
    }

    /// <summary>Opens the store so that nothing can be written and other processes may read it too, or gives null where it is absent or not up to date.</summary>
    /// <exception cref="Platform.Faults.KuajieException">As for <see cref="Open"/>.</exception>
    public static DuckDbEventStore? OpenForReading(string path, TimeProvider clock) =>
        DuckDbFile.OpenForReading(Path.GetFullPath(path), clock) is { } opened
            ? new DuckDbEventStore(opened, new ImpressionFile(opened.FilePath + ListsEnding, clock, isShared: true), clock)
            : null;

    internal DuckDbFile File => file;

    /// <summary>Adds interactions in one transaction, as they are: cleaning and removing of duplicates belong to the import.</summary>
    public void Append(IReadOnlyList<Interaction> added) => interactions.Append(added);

    /// <summary>Adds items or replaces those of the same id, in one transaction.</summary>
    public void Put(IReadOnlyList<Item> items) => catalog.Put(items);

    public IReadOnlyList<InteractionTotals> Totals() => interactions.Totals();

    /// <inheritdoc/>
    public IEnumerable<Interaction> ReadTimed(string domain, CancellationToken cancellation) =>
        interactions.ReadTimed(domain, cancellation);

    public IEnumerable<WeightedInteraction> ReadWeighted(string domain, KindWeights weights, CancellationToken cancellation) =>
        interactions.ReadWeighted(domain, weights, cancellation);

    public IReadOnlyList<Interaction> OfUser(string domain, string userId) => interactions.OfUser(domain, userId);

    public IReadOnlyList<DayCount> PerDay(string domain, DateOnly from, DateOnly until) => interactions.PerDay(domain, from, until);

    public IReadOnlyList<string> ActiveUsers(string domain, DateTimeOffset after, int most) =>
        interactions.ActiveUsers(domain, after, most);

    public IReadOnlyList<UserActivity> LatestUsers(string domain, string idStart, int most) => audiences.LatestUsers(domain, idStart, most);

    public ItemAudience AudienceOf(string domain, string itemId, AudiencePeriod period, int mostPeriods) =>
        audiences.AudienceOf(domain, itemId, period, mostPeriods);

    public IReadOnlyList<string> TakersOf(string domain, string itemId) => audiences.TakersOf(domain, itemId);

    public IReadOnlyList<ItemPairSupport> Support(IReadOnlyList<ItemPair> pairs, IReadOnlyList<Link> links) =>
        interactions.Support(pairs, links);

    public string ContentHash(IReadOnlyList<string> domains) => interactions.ContentHash(domains);

    public long EraseUser(string domain, string userId, CancellationToken cancellation = default) =>
        erasure.EraseUser(domain, userId, cancellation);

    public IReadOnlyList<bool> Append(IReadOnlyList<LiveEvent> events) => log.Append(events);

    public IReadOnlyList<LiveEvent> OfSession(string domain, string sessionId) => log.OfSession(domain, sessionId);

    public IReadOnlyList<LiveEvent> SeenInSession(string domain, string sessionId) => log.SeenInSession(domain, sessionId);

    public IReadOnlyList<SessionClaim> Claim(IReadOnlyList<SessionClaim> claims) => log.Claim(claims);

    public IReadOnlyList<LiveTotals> LiveTotals() => log.Totals(lists.Existing()?.Totals() ?? new Dictionary<string, long>());

    void IImpressionStore.Append(IReadOnlyList<ImpressionBlock> blocks) => lists.ForWriting().Append(blocks);

    public IEnumerable<Impression> ShownSince(string userDomain, DateTimeOffset since, CancellationToken cancellation) =>
        rows.ShownSince(userDomain, since).Concat(lists.Existing()?.ShownSince(userDomain, since, cancellation) ?? []);

    public IEnumerable<Outcome> Outcomes(string domain, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        outcomes.Outcomes(domain, from, until, cancellation);

    public Impression? Find(string listId) => lists.Existing()?.Find(listId) ?? rows.Find(listId);

    public IReadOnlyList<Item> ItemsOf(string domain) => catalog.ItemsOf(domain);

    public IReadOnlyDictionary<string, DateTimeOffset> AddedAt(string domain) => catalog.AddedAt(domain);

    public IReadOnlyDictionary<string, Item> Find(string domain, IReadOnlyCollection<string> itemIds) => catalog.Find(domain, itemIds);

    public IReadOnlyList<Item> Search(string domain, string words, int most) => catalog.Search(domain, words, most);

    public long Remove(string domain, IReadOnlyCollection<string> itemIds) => catalog.Remove(domain, itemIds);

    public string Stamp(string domain) => catalog.Stamp(domain);

    public ItemVectors? VectorsOf(string domain) => vectors.Of(domain);

    public void ReplaceVectors(string domain, ItemVectors vectors) => this.vectors.Replace(domain, vectors);

    public IReadOnlyList<ItemVectorTotals> VectorTotals() => vectors.Totals();

    public IReadOnlyList<KnownUser> UsersOf(string domain) => users.Of(domain);

    public IReadOnlySet<string> KnownAmong(string domain, IReadOnlyCollection<string> userIds) => users.KnownAmong(domain, userIds);

    public IReadOnlyDictionary<string, UserRecord> RecordsOf(string domain, IReadOnlyCollection<string> userIds) =>
        users.RecordsOf(domain, userIds);

    public void PutRecords(string domain, IReadOnlyList<UserRecord> records) => users.Put(domain, records);

    public IReadOnlyList<Interaction> OfUser(string domain, string userId, int most) => live.OfUser(domain, userId, most);

    public IReadOnlyList<Interaction> OfSession(string domain, string sessionId, int most) => live.OfSession(domain, sessionId, most);

    public IEnumerable<IReadOnlyList<Interaction>> RecentUsers(int users, int mostOfUser, CancellationToken cancellation) =>
        live.RecentUsers(users, mostOfUser, cancellation);

    public IEnumerable<ItemActivity> Activity(string domain, DateTimeOffset since) => live.Activity(domain, since);

    public DateTimeOffset? LastActivity(string domain) => live.LastActivity(domain);

    public IReadOnlyDictionary<string, IReadOnlyList<Interaction>> OfItems(string domain, IReadOnlyCollection<string> itemIds, int most) =>
        live.OfItems(domain, itemIds, most);

    public IReadOnlyList<(string UserId, double Likeness, int Shared)> UsersLike(string domain, string userId, int most) =>
        live.UsersLike(domain, userId, most);

    public BridgeCounts Count(
        BridgeThing thing,
        string source,
        string target,
        IReadOnlyList<(string Source, string Target)> people,
        int most
    ) => bridges.Count(thing, source, target, people, most);

    public IReadOnlyList<(string Source, string Target)> Having(
        BridgeThing thing,
        string source,
        string target,
        IReadOnlyList<(string Source, string Target)> people,
        (string Source, string Target) pair,
        int most
    ) => bridges.Having(thing, source, target, people, pair, most);

    public Tally Takers(string domain, IReadOnlyCollection<string>? among) => evidence.Takers(domain, among);

    public IReadOnlyDictionary<string, long> TagUsers(string domain, int most) => evidence.TagUsers(domain, most);

    public IReadOnlyDictionary<string, PriceProfile> PricesPaid(string domain) => evidence.PricesPaid(domain);

    public IReadOnlyDictionary<string, PriceProfile> PricesOffered(string domain) => evidence.PricesOffered(domain);

    public string? AttributesOf(string domain, string userId) => live.AttributesOf(domain, userId);

    public IEnumerable<UserRecord> AttributedUsers(string domain, int most) => live.AttributedUsers(domain, most);

    public IEnumerable<(string UserId, string ItemId)> TakenByAttributed(string domain, int most) => live.TakenByAttributed(domain, most);

    public IReadOnlyDictionary<string, string> CommittedImports() => upkeep.CommittedImports();

    public IReadOnlyList<string> IntegrityFaults() => [.. StoreChecks.Run(file, log.IndexFolder), .. lists.Existing()?.Faults() ?? []];

    public string Fingerprint(ImportRequest request, IImportObserver observer, CancellationToken cancellation) =>
        Fingerprints.Of(request, observer, cancellation);

    public ImportReport? FindCommitted(string domain, string fingerprint) => importer.FindCommitted(domain, fingerprint);

    public ImportReport Import(
        ImportRequest request,
        string fingerprint,
        ImportPlace place,
        IImportObserver observer,
        CancellationToken cancellation
    ) => importer.Import(request, fingerprint, place, observer, cancellation);

    public long Withdraw(string importId) => withdrawal.Run(importId);

    public IReadOnlyList<FilePreview> Preview(ImportRequest request) => new FilePreviews(file, request).All();

    public void Dispose()
    {
        lists.Dispose();
        file.Dispose();
    }
}
