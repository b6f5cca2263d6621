using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Recommendations.Examples;

/// <summary>
/// Finds users on whom one sees what recommendations do: known on both sides, on this side alone, on the other side alone, hardly known. The same ones whenever asked, as long as the data are
/// the same. A few queries for each of some dozen sampled users.
/// </summary>
/// <param name="interactions">Samples users.</param>
/// <param name="histories">Reads what they did.</param>
/// <param name="links">Who is linked.</param>
/// <param name="catalog">Tags of items.</param>
public sealed class ExampleUsers(IInteractionStore interactions, ILiveHistoryStore histories, ILinkStore links, ICatalogStore catalog)
{
    /// <summary>Users of each kind.</summary>
    public const int MostOfAKind = 3;

    private const int Sampled = 24;
    private const int MostRead = 60;
    private const int MostTags = 3;
    private const int FewItems = 3;

    /// <summary>Users of a domain, by kind.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="other">A domain in which links are followed, or null.</param>
    public IReadOnlyList<ExampleUser> Of(string domain, string? other)
    {
        var found = new List<ExampleUser>();
        Add(found, interactions.ActiveUsers(domain, DateTimeOffset.UnixEpoch, Sampled).Select(user => Look(domain, user, other)));
        if (other is not null)
        {
            Add(
                found,
                interactions.ActiveUsers(other, DateTimeOffset.UnixEpoch, Sampled).SelectMany(user => FromOther(domain, other, user))
            );
        }
        return [.. found.OrderBy(each => each.Kind).ThenByDescending(each => each.Items + each.OtherItems)];
    }

    private static void Add(List<ExampleUser> found, IEnumerable<ExampleUser> users)
    {
        foreach (var user in users)
        {
            if (found.Count(each => each.Kind == user.Kind) < MostOfAKind && found.TrueForAll(each => each.UserId != user.UserId))
            {
                found.Add(user);
            }
        }
    }

    private IEnumerable<ExampleUser> FromOther(string domain, string other, string otherUser) =>
        links
            .OfUser(other, otherUser)
            .Where(link => string.Equals(link.SecondDomain, domain, StringComparison.Ordinal))
            .Take(1)
            .Where(link => histories.OfUser(domain, link.SecondUser, 1).Count == 0)
            .Select(link => Look(domain, link.SecondUser, other));

    private ExampleUser Look(string domain, string user, string? other)
    {
        var items = ItemsOf(domain, user);
        var linked = other is null ? null : links.OfUser(domain, user).FirstOrDefault(link => link.SecondDomain == other)?.SecondUser;
        string[] otherItems = linked is null ? [] : ItemsOf(other!, linked);
        var kind =
            items.Length == 0 || (items.Length < FewItems && otherItems.Length >= FewItems) ? ExampleKind.OtherSide
            : otherItems.Length >= FewItems && items.Length >= FewItems ? ExampleKind.BothSides
            : items.Length < FewItems ? ExampleKind.HardlyKnown
            : ExampleKind.ThisSide;
        return new ExampleUser(
            user,
            kind,
            items.Length,
            otherItems.Length,
            items.Length > 0 ? Tags(domain, items) : Tags(other!, otherItems)
        );
    }

    private string[] ItemsOf(string domain, string user) =>
        [.. histories.OfUser(domain, user, MostRead).Select(row => row.ItemId).Distinct(StringComparer.Ordinal)];

    private string[] Tags(string domain, string[] items) =>
        [
            .. catalog
                .Find(domain, items)
                .Values.SelectMany(item => item.Tags)
                .CountBy(tag => tag, StringComparer.Ordinal)
                .OrderByDescending(tag => tag.Value)
                .ThenBy(tag => tag.Key, StringComparer.Ordinal)
                .Take(MostTags)
                .Select(tag => tag.Key),
        ];
}

/// <summary>A user to look at.</summary>
/// <param name="UserId">Their id.</param>
/// <param name="Kind">What they are an example of.</param>
/// <param name="Items">Items they touched here, among their latest sixty interactions.</param>
/// <param name="OtherItems">Items they touched on the other side, likewise.</param>
/// <param name="Tags">The tags that most of these items carry.</param>
public sealed record ExampleUser(string UserId, ExampleKind Kind, int Items, int OtherItems, IReadOnlyList<string> Tags);

/// <summary>What a user is an example of.</summary>
public enum ExampleKind
{
    /// <summary>Did several things here and there.</summary>
    BothSides = 1,

    /// <summary>Did several things here, hardly any there.</summary>
    ThisSide = 2,

    /// <summary>Did things there, and hardly any here.</summary>
    OtherSide = 3,

    /// <summary>Did one or two things here.</summary>
    HardlyKnown = 4,
}
