using Kuajie.Marketing.Partners;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Partners;

/// <summary>
/// The aggregates of a partnership as far as a workspace knows them: overlap and reach from links, affinity from who took something up, common interests from tags (a partner's tag counts as the
/// tag of ours that the same people have oftenest beyond chance), prices from purchases and catalogs. Sentiment and incidents come from files.
/// </summary>
/// <param name="store">Counts of a domain.</param>
/// <param name="links">Who is linked.</param>
/// <param name="users">Who is there.</param>
/// <param name="bridges">Which tags belong together.</param>
public sealed class PartnerEvidence(IPartnerEvidenceStore store, ILinkStore links, IUserDirectory users, TasteBridges bridges)
{
    private const int MostTags = 200;

    /// <summary>The aggregates of a pair of domains. O(users + interactions).</summary>
    /// <param name="own">Our domain.</param>
    /// <param name="partner">The partner's.</param>
    /// <param name="discretion">What may be told.</param>
    public PartnerAggregates Of(string own, string partner, BridgeDiscretion discretion)
    {
        var overlap = LinkOverlap.Of(own, partner, links, users);
        var linked = links.Between(own, partner).Select(link => link.SecondUser).Distinct().ToArray();
        var (ownUsers, partnerUsers) = (discretion.Told(overlap.FirstUsers), discretion.Told(overlap.SecondUsers));
        var shared = discretion.Told(Math.Min(overlap.FirstLinked, overlap.SecondLinked));
        var smaller = Math.Min(ownUsers, partnerUsers);
        // Where links were never looked for, no link says nothing of the overlap.
        var isLinked = overlap.Links > 0 && smaller > 0 && (shared > 0 || discretion.FewestPeople <= 3);
        var (ownPrices, partnerPrices) = Prices(own, partner, discretion);
        return new PartnerAggregates(partner, ownUsers, partnerUsers)
        {
            Shared = isLinked ? new Tally(Math.Min(shared, smaller), smaller) : default,
            New = isLinked ? new Tally(Math.Max(0, partnerUsers - discretion.Told(overlap.SecondLinked)), partnerUsers) : default,
            LinkedTakers = isLinked ? Told(store.Takers(partner, linked), discretion) : default,
            AllTakers = isLinked ? Told(store.Takers(partner, null), discretion) : default,
            OwnTags = Told(store.TagUsers(own, MostTags), discretion),
            PartnerTags = Mapped(Told(store.TagUsers(partner, MostTags), discretion), own, partner, discretion),
            OwnPrices = ownPrices,
            PartnerPrices = partnerPrices,
        };
    }

    private Dictionary<string, long> Mapped(Dictionary<string, long> tags, string own, string partner, BridgeDiscretion discretion)
    {
        var ours = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var bridge in bridges.Tags(own, partner, discretion).Bridges.Where(bridge => bridge.Strength.Low > 1))
        {
            ours.TryAdd(bridge.Target.Name, bridge.Source.Name);
        }
        var mapped = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (tag, count) in tags)
        {
            var name = ours.GetValueOrDefault(tag, tag);
            mapped[name] = mapped.GetValueOrDefault(name) + count;
        }
        return mapped;
    }

    private (PriceProfile Own, PriceProfile Partner) Prices(string own, string partner, BridgeDiscretion discretion)
    {
        var (paid, offered) = (store.PricesPaid(own), store.PricesOffered(partner));
        // Prices in different currencies tell nothing of each other.
        var currency = paid
            .Keys.Intersect(offered.Keys)
            .OrderByDescending(each => paid[each].Count)
            .ThenBy(each => each, StringComparer.Ordinal)
            .FirstOrDefault();
        return currency is null || discretion.Told(paid[currency].Count) == 0
            ? default
            : (Usable(paid[currency]), Usable(offered[currency]));
    }

    private static PriceProfile Usable(PriceProfile prices) => prices is { Count: >= 2, DeviationLog: > 1e-9 } ? prices : default;

    private static Tally Told(Tally tally, BridgeDiscretion discretion) =>
        discretion.Told(tally.Of) is > 0 and var of ? new Tally(Math.Min(of, discretion.Told(tally.Hits)), of) : default;

    private static Dictionary<string, long> Told(IReadOnlyDictionary<string, long> tags, BridgeDiscretion discretion) =>
        tags.Select(tag => (tag.Key, Count: discretion.Told(tag.Value)))
            .Where(tag => tag.Count > 0)
            .ToDictionary(tag => tag.Key, tag => tag.Count, StringComparer.Ordinal);
}
