namespace Kuajie.Platform.Users;

/// <summary>How far the audiences of two domains overlap, as far as links tell.</summary>
/// <param name="FirstDomain">The first domain.</param>
/// <param name="SecondDomain">The second domain.</param>
/// <param name="Links">Links between the two.</param>
/// <param name="FirstUsers">Users of the first domain that are in the store.</param>
/// <param name="SecondUsers">Users of the second domain that are in the store.</param>
/// <param name="FirstLinked">Of those, how many have a link.</param>
/// <param name="SecondLinked">Of those, how many have a link.</param>
/// <param name="ActiveOnBothSides">Links whose two users both have interactions: what cross-domain models learn from.</param>
public sealed record LinkOverlap(
    string FirstDomain,
    string SecondDomain,
    long Links,
    long FirstUsers,
    long SecondUsers,
    long FirstLinked,
    long SecondLinked,
    long ActiveOnBothSides
)
{
    /// <summary>Share of the first domain's users that have a link, 0 … 1.</summary>
    public double FirstShare => FirstUsers == 0 ? 0 : (double)FirstLinked / FirstUsers;

    /// <summary>Share of the second domain's users that have a link, 0 … 1.</summary>
    public double SecondShare => SecondUsers == 0 ? 0 : (double)SecondLinked / SecondUsers;

    /// <summary>Counts. O(links + users).</summary>
    public static LinkOverlap Of(string firstDomain, string secondDomain, ILinkStore links, IUserDirectory users)
    {
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(users);
        var first = Activity(users.UsersOf(firstDomain));
        var second = Activity(users.UsersOf(secondDomain));
        var between = links.Between(firstDomain, secondDomain);
        return new LinkOverlap(
            firstDomain,
            secondDomain,
            between.Count,
            first.Count,
            second.Count,
            between.Select(link => link.FirstUser).Distinct().LongCount(first.ContainsKey),
            between.Select(link => link.SecondUser).Distinct().LongCount(second.ContainsKey),
            between.LongCount(link => first.GetValueOrDefault(link.FirstUser) && second.GetValueOrDefault(link.SecondUser))
        );
    }

    private static Dictionary<string, bool> Activity(IReadOnlyList<KnownUser> users) =>
        users.ToDictionary(user => user.UserId, user => user.HasInteractions, StringComparer.Ordinal);
}
