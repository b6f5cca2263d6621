namespace Kuajie.Client.Users;

/// <summary>Which users of one domain are which of another's.</summary>
/// <param name="Domains">The two domains.</param>
/// <param name="Pairs">The pairs; <c>first</c> is a user of the first domain, <c>second</c> of the second.</param>
public sealed record LinksRequest(IReadOnlyList<string> Domains, IReadOnlyList<LinkedPair?> Pairs);

/// <summary>Two ids of one person.</summary>
/// <param name="First">The id in the first domain.</param>
/// <param name="Second">The id in the second domain.</param>
public sealed record LinkedPair(string? First = null, string? Second = null);

/// <summary>What was linked, in counts.</summary>
/// <param name="Pairs">Different pairs in the request.</param>
/// <param name="NewLinks">How many of them were not known.</param>
/// <param name="UnknownUsers">Users of the caller's own domains among them that are not in the store yet; their links are kept.</param>
public sealed record LinksResponse(long Pairs, long NewLinks, long UnknownUsers);

/// <summary>
/// How far the audiences of two domains overlap, as far as links tell. Whoever owns one of the domains only is not told counts of few people, nor counts that leave few out, nor what they could
/// be computed from: these are absent then, and <paramref name="FewerThan"/> says where few ends.
/// </summary>
/// <param name="Domains">The two domains.</param>
/// <param name="Links">Links between them.</param>
/// <param name="FirstUsers">Users of the first domain.</param>
/// <param name="SecondUsers">Users of the second domain.</param>
/// <param name="FirstLinked">Of those, how many are linked.</param>
/// <param name="SecondLinked">Of those, how many are linked.</param>
/// <param name="FirstShare">Share of the first domain's users that are linked, 0 to 1.</param>
/// <param name="SecondShare">Share of the second domain's users that are linked, 0 to 1.</param>
/// <param name="ActiveOnBothSides">Links whose two users both did something: what cross-domain models learn from.</param>
/// <param name="FewerThan">Present where counts are absent: they stand for fewer people than this, or for all but fewer.</param>
public sealed record LinkOverlapResponse(
    IReadOnlyList<string> Domains,
    long? Links = null,
    long? FirstUsers = null,
    long? SecondUsers = null,
    long? FirstLinked = null,
    long? SecondLinked = null,
    double? FirstShare = null,
    double? SecondShare = null,
    long? ActiveOnBothSides = null,
    int? FewerThan = null
);
