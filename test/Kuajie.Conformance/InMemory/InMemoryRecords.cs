using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Kuajie.Platform.Users;

namespace Kuajie.Conformance.InMemory;

/// <summary>Links in a list, turned round on reading.</summary>
public sealed class InMemoryLinkStore : ILinkStore
{
    private readonly List<Link> known = [];

    public long Add(IEnumerable<Link> links)
    {
        var fresh = links.Where(link => !Both().Any(other => Pair(other) == Pair(link))).ToArray();
        known.AddRange(fresh);
        return fresh.Length;
    }

    public IReadOnlyList<Link> Between(string firstDomain, string secondDomain) =>
        [
            .. Both()
                .Where(link =>
                    string.Equals(link.FirstDomain, firstDomain, StringComparison.Ordinal)
                    && string.Equals(link.SecondDomain, secondDomain, StringComparison.Ordinal)
                )
                .OrderBy(link => link.FirstUser, StringComparer.Ordinal)
                .ThenBy(link => link.SecondUser, StringComparer.Ordinal),
        ];

    public IReadOnlyList<Link> OfUser(string domain, string userId) =>
        [
            .. Both()
                .Where(link =>
                    string.Equals(link.FirstDomain, domain, StringComparison.Ordinal)
                    && string.Equals(link.FirstUser, userId, StringComparison.Ordinal)
                ),
        ];

    public IReadOnlyList<LinkTotals> Totals() =>
        [
            .. known
                .GroupBy(link => (link.FirstDomain, link.SecondDomain, link.Method))
                .Select(group => new LinkTotals(group.Key.FirstDomain, group.Key.SecondDomain, group.Key.Method, group.Count())),
        ];

    public long EraseUser(string domain, string userId) =>
        known.RemoveAll(link => OfUser(domain, userId).Any(own => Pair(own) == Pair(link) || Pair(Turned(own)) == Pair(link)));

    private IEnumerable<Link> Both() => known.Concat(known.Select(Turned));

    private static Link Turned(Link link) =>
        new(link.SecondDomain, link.SecondUser, link.FirstDomain, link.FirstUser, link.Method, link.EstablishedAt);

    private static (string, string, string, string) Pair(Link link) =>
        (link.FirstDomain, link.FirstUser, link.SecondDomain, link.SecondUser);
}

/// <summary>Catalogs in a list.</summary>
public sealed class InMemoryCatalogStore : ICatalogStore
{
    private readonly List<Item> items = [];

    private readonly Dictionary<(string Domain, string ItemId), DateTimeOffset> addedAt = [];

    public void Add(Item item) => items.Add(item);

    public IReadOnlyList<Item> ItemsOf(string domain) =>
        [
            .. items
                .Where(item => string.Equals(item.Domain, domain, StringComparison.Ordinal))
                .OrderBy(item => item.ItemId, StringComparer.Ordinal),
        ];

    public IReadOnlyDictionary<string, DateTimeOffset> AddedAt(string domain) =>
        addedAt
            .Where(item => item.Key.Domain == domain && ItemsOf(domain).Any(each => each.ItemId == item.Key.ItemId))
            .ToDictionary(item => item.Key.ItemId, item => item.Value, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Item> Find(string domain, IReadOnlyCollection<string> itemIds) =>
        ItemsOf(domain)
            .Where(item => itemIds.Contains(item.ItemId, StringComparer.Ordinal))
            .ToDictionary(item => item.ItemId, StringComparer.Ordinal);

    public IReadOnlyList<Item> Search(string domain, string words, int most) =>
        [.. ItemsOf(domain).Where(item => item.Title?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false).Take(most)];

    public void Put(IReadOnlyList<Item> items)
    {
        this.items.RemoveAll(item => items.Any(each => each.Domain == item.Domain && each.ItemId == item.ItemId));
        this.items.AddRange(items);
        foreach (var item in items)
        {
            addedAt.TryAdd((item.Domain, item.ItemId), DateTimeOffset.UnixEpoch.AddSeconds(addedAt.Count + 1));
        }
    }

    public long Remove(string domain, IReadOnlyCollection<string> itemIds) =>
        items.RemoveAll(item => item.Domain == domain && itemIds.Contains(item.ItemId, StringComparer.Ordinal));

    public string Stamp(string domain) => string.Join('|', ItemsOf(domain));
}

/// <summary>Model versions in a list.</summary>
public sealed class InMemoryModelRegistry : IModelRegistry
{
    private readonly List<ModelVersion> versions = [];
    private readonly List<ServingPlace> promotions = [];

    public void Add(ModelVersion version) => versions.Insert(0, version);

    public void Remove(string versionId)
    {
        promotions.RemoveAll(promotion => promotion.VersionId == versionId);
        versions.RemoveAll(version => version.VersionId == versionId);
    }

    public void AddServing(ModelVersion version, IReadOnlyList<string> sourceDomains)
    {
        Add(version);
        foreach (var source in sourceDomains.DefaultIfEmpty(null))
        {
            Promote(version.VersionId, source);
        }
    }

    public IReadOnlyList<ModelVersion> All() => versions;

    public ModelVersion? Find(string versionId) =>
        versions.Find(version => string.Equals(version.VersionId, versionId, StringComparison.Ordinal));

    public void Promote(string versionId, string? sourceDomain) =>
        promotions.Add(new ServingPlace(sourceDomain, Find(versionId)!.TargetDomain, versionId));

    public ModelVersion? Serving(string? sourceDomain, string targetDomain) =>
        promotions.FindLast(place => place.SourceDomain == sourceDomain && place.TargetDomain == targetDomain) is { } latest
            ? Find(latest.VersionId)
            : null;

    public IReadOnlyList<string> Served(string? sourceDomain, string targetDomain) =>
        [
            .. promotions
                .Where(place => place.SourceDomain == sourceDomain && place.TargetDomain == targetDomain)
                .Select(place => place.VersionId)
                .Reverse()
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Versions serve here from their making.</summary>
    public DateTimeOffset? ServingSince(string? sourceDomain, string targetDomain) => Serving(sourceDomain, targetDomain)?.TrainedAt;

    public ModelVersion? RollBack(string? sourceDomain, string targetDomain)
    {
        if (Served(sourceDomain, targetDomain) is not [var present, _, ..])
        {
            return null;
        }
        while (Serving(sourceDomain, targetDomain)!.VersionId == present)
        {
            promotions.RemoveAt(
                promotions.FindLastIndex(place => place.SourceDomain == sourceDomain && place.TargetDomain == targetDomain)
            );
        }
        return Serving(sourceDomain, targetDomain);
    }

    public IReadOnlyList<ServingPlace> ServingAll() =>
        [.. promotions.GroupBy(place => (place.SourceDomain, place.TargetDomain)).Select(direction => direction.Last())];
}

/// <summary>Model files that never become files.</summary>
public sealed class InMemoryModelFileStore : IModelFileStore
{
    private readonly Dictionary<string, ModelDocument> documents = new(StringComparer.Ordinal);

    public string Write(string versionId, ModelDocument document)
    {
        documents[versionId] = document;
        return $"checksum-of-{versionId}";
    }

    public void Remove(string versionId) => documents.Remove(versionId);

    public string Stage(string versionId, ModelDocument document) => Write(versionId, document);

    public void Publish(string versionId) { }

    public ModelDocument Read(string versionId) =>
        documents.GetValueOrDefault(versionId)
        ?? throw new KuajieException("missing-model-file", $"There is no {versionId}.", "A model file.", "Train one.");
}
