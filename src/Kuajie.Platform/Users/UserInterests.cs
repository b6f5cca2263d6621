using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations;

namespace Kuajie.Platform.Users;

/// <summary>What somebody cares about, by the tags of the items they did something with.</summary>
public static class UserInterests
{
    /// <summary>
    /// The tags that carry most weight. An interaction weighs what <see cref="KindWeights.Default"/> says and is divided equally among its item's tags; an item that no catalog knows
    /// says nothing. Shares are of everything that was weighed, tags that are not among the answer too. Tags are compared whatever their case.
    /// </summary>
    /// <param name="done">What was done, in any domains.</param>
    /// <param name="itemOf">The item of an interaction, or null.</param>
    /// <param name="most">Most tags.</param>
    public static IReadOnlyList<UserInterest> Of(IEnumerable<Interaction> done, Func<Interaction, Item?> itemOf, int most)
    {
        ArgumentNullException.ThrowIfNull(done);
        ArgumentNullException.ThrowIfNull(itemOf);
        var parts = done.SelectMany(each => Parts(each, ItemTopics.Of(itemOf(each)))).Where(part => part.Weight > 0).ToArray();
        var total = parts.Sum(part => part.Weight);
        return
        [
            .. parts
                .GroupBy(part => part.Tag, StringComparer.OrdinalIgnoreCase)
                .Select(tag => new UserInterest(tag.First().Tag, tag.Sum(part => part.Weight) / total, InDomains(tag, total)))
                .OrderByDescending(interest => interest.Share)
                .ThenBy(interest => interest.Tag, StringComparer.Ordinal)
                .Take(most),
        ];
    }

    private static IEnumerable<(string Tag, string Domain, double Weight)> Parts(Interaction each, IReadOnlyList<string> topics) =>
        topics.Select(topic => (topic, each.Domain, KindWeights.Default.WeightOf(each.Kind, each.Value) / topics.Count));

    private static IReadOnlyList<DomainInterest> InDomains(IEnumerable<(string Tag, string Domain, double Weight)> parts, double total) =>
        [
            .. parts
                .GroupBy(part => part.Domain, StringComparer.Ordinal)
                .OrderBy(domain => domain.Key, StringComparer.Ordinal)
                .Select(domain => new DomainInterest(domain.Key, domain.Sum(part => part.Weight) / total, domain.LongCount())),
        ];
}

/// <summary>A tag and how much of what somebody did is about it.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Share">Its share of all weight, 0 … 1.</param>
/// <param name="Domains">Where that comes from, in name order.</param>
public sealed record UserInterest(string Tag, double Share, IReadOnlyList<DomainInterest> Domains);

/// <summary>What one domain adds to an interest.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Share">Of all weight, 0 … 1.</param>
/// <param name="Interactions">Interactions with items of the tag.</param>
public sealed record DomainInterest(string Domain, double Share, long Interactions);
