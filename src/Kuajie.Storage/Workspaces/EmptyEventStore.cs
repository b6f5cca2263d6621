using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Storage.Workspaces;

/// <summary>An event store that holds nothing, for a workspace whose events are not looked at.</summary>
internal sealed class EmptyEventStore : IEventStore
{
    public static IEventStore Open(string path, TimeProvider clock) => new EmptyEventStore();

    public IReadOnlyList<InteractionTotals> Totals() => [];

    public IEnumerable<WeightedInteraction> ReadWeighted(string domain, KindWeights weights, CancellationToken cancellation) => [];

    public IReadOnlyList<Interaction> OfUser(string domain, string userId) => [];

    public IReadOnlyList<ItemPairSupport> Support(IReadOnlyList<ItemPair> pairs, IReadOnlyList<Link> links) =>
        [.. pairs.Select(pair => new ItemPairSupport(pair, 0, 0))];

    public string ContentHash(IReadOnlyList<string> domains) => "";

    public long EraseUser(string domain, string userId) => 0;

    public IReadOnlyList<Item> ItemsOf(string domain) => [];

    public IReadOnlyDictionary<string, Item> Find(string domain, IReadOnlyCollection<string> itemIds) => new Dictionary<string, Item>();

    public IReadOnlyList<Item> Search(string domain, string words, int most) => [];

    public IReadOnlyList<KnownUser> UsersOf(string domain) => [];

    public IReadOnlyDictionary<string, string> CommittedImports() => new Dictionary<string, string>();

    public IReadOnlyList<string> IntegrityFaults() => [];

    public void Dispose() { }
}
