namespace Kuajie.Platform.Users;

/// <summary>Links between users of two domains. A pair of domains is stored once; reading it from either side gives the same links, turned round.</summary>
public interface ILinkStore
{
    /// <summary>Adds links in one transaction; ones already known stay as they are. Returns how many were new.</summary>
    long Add(IEnumerable<Link> links);

    /// <summary>All links between two domains, seen from the first, ordered by first user then second user (ordinal).</summary>
    IReadOnlyList<Link> Between(string firstDomain, string secondDomain);

    /// <summary>All links of one user to any domain, seen from that user.</summary>
    IReadOnlyList<Link> OfUser(string domain, string userId);

    /// <summary>Number of links per pair of domains and method.</summary>
    IReadOnlyList<LinkTotals> Totals();

    /// <summary>Removes every link of the user beyond recovery from the store's files. Returns how many there were.</summary>
    long EraseUser(string domain, string userId);
}

/// <summary>How many links of one method two domains share.</summary>
public sealed record LinkTotals(string FirstDomain, string SecondDomain, LinkMethod Method, long Links);
