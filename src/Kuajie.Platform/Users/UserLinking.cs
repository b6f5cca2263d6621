using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Users;

/// <summary>
/// Establishes links between the users of two domains in one of three ways. (Matching without either side showing its list will be a fourth: it ends in the
/// same <see cref="ILinkStore.Add"/>.)
/// </summary>
public sealed class UserLinking(IPartnerStore partners, IUserDirectory users, ILinkStore links, TimeProvider clock)
{
    /// <summary>Links users who have the same id in both domains. O(users).</summary>
    /// <exception cref="KuajieException">A domain is unknown or has no users, or both are the same.</exception>
    public LinkingResult SameId(string first, string second)
    {
        ThrowIfNotTwoKnown(first, second);
        var firstIds = KnownIds(first);
        var secondIds = KnownIds(second);
        ThrowIfNoUsers(first, firstIds);
        ThrowIfNoUsers(second, secondIds);
        var pairs = firstIds.Where(secondIds.Contains).Select(id => new UserPair(id, id)).ToArray();
        return Add(first, second, pairs, LinkMethod.SameId, LinkingRemarks.None);
    }

    /// <summary>Links the pairs that somebody named.</summary>
    /// <exception cref="KuajieException">As <see cref="SameId"/>; or no pair fits while the pairs turned round do.</exception>
    public LinkingResult Pairs(string first, string second, IReadOnlyCollection<UserPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ThrowIfNotTwoKnown(first, second);
        var firstIds = KnownIds(first);
        var secondIds = KnownIds(second);
        var unknown = pairs.LongCount(pair => !firstIds.Contains(pair.FirstUser) || !secondIds.Contains(pair.SecondUser));
        var turned = pairs.LongCount(pair => firstIds.Contains(pair.SecondUser) && secondIds.Contains(pair.FirstUser));
        if (unknown == pairs.Count && turned > 0)
        {
            throw UserTexts.Source.Fault(
                "links-turned-round",
                "LinksTurned",
                isUsage: true,
                arguments: [first, second, turned, pairs.Count]
            );
        }
        return Add(first, second, pairs, LinkMethod.File, LinkingRemarks.None with { PairsWithUnknownUser = unknown });
    }

    /// <summary>Links the pairs that a program names, without reading the whole domains. O(pairs).</summary>
    /// <exception cref="KuajieException">A domain is unknown or both are the same.</exception>
    public NamedLinks Named(string first, string second, IReadOnlyCollection<UserPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ThrowIfNotTwoKnown(first, second);
        string[] firstIds = [.. pairs.Select(pair => pair.FirstUser).Distinct(StringComparer.Ordinal)];
        string[] secondIds = [.. pairs.Select(pair => pair.SecondUser).Distinct(StringComparer.Ordinal)];
        Pseudonyms.ThrowIfAnyRaw(partners, first, firstIds);
        Pseudonyms.ThrowIfAnyRaw(partners, second, secondIds);
        var now = clock.GetUtcNow();
        var added = links.Add(pairs.Select(pair => new Link(first, pair.FirstUser, second, pair.SecondUser, LinkMethod.File, now)));
        return new NamedLinks(
            pairs.Distinct().LongCount(),
            added,
            firstIds.Length - users.KnownAmong(first, firstIds).Count,
            secondIds.Length - users.KnownAmong(second, secondIds).Count
        );
    }

    /// <summary>
    /// Links users whose identifiers have the same keyed hash. A hash that several users of one side share (a family's telephone) tells nobody apart and links nobody.
    /// </summary>
    /// <exception cref="KuajieException">As <see cref="SameId"/>.</exception>
    public LinkingResult KeyedHashes(
        string first,
        string second,
        IEnumerable<HashedIdentifier> firstHashes,
        IEnumerable<HashedIdentifier> secondHashes
    )
    {
        ThrowIfNotTwoKnown(first, second);
        var (firstUsers, firstShared) = ByHash(firstHashes);
        var (secondUsers, secondShared) = ByHash(secondHashes);
        var pairs = firstUsers
            .Where(entry => secondUsers.ContainsKey(entry.Key))
            .Select(entry => new UserPair(entry.Value, secondUsers[entry.Key]))
            .Distinct()
            .ToArray();
        var firstIds = KnownIds(first);
        var secondIds = KnownIds(second);
        return Add(
            first,
            second,
            pairs,
            LinkMethod.KeyedHash,
            new LinkingRemarks(
                pairs.LongCount(pair => !firstIds.Contains(pair.FirstUser) || !secondIds.Contains(pair.SecondUser)),
                firstShared + secondShared
            )
        );
    }

    /// <summary>Refuses anything but two different domains that the workspace knows.</summary>
    public void ThrowIfNotTwoKnown(string first, string second)
    {
        if (first == second)
        {
            throw UserTexts.Source.Fault("same-domain", "SameDomain", isUsage: true, arguments: [first]);
        }
        partners.ThrowIfUnknown(first);
        partners.ThrowIfUnknown(second);
    }

    private LinkingResult Add(string first, string second, IReadOnlyCollection<UserPair> pairs, LinkMethod method, LinkingRemarks remarks)
    {
        Pseudonyms.ThrowIfAnyRaw(partners, first, pairs.Select(pair => pair.FirstUser));
        Pseudonyms.ThrowIfAnyRaw(partners, second, pairs.Select(pair => pair.SecondUser));
        var now = clock.GetUtcNow();
        var added = links.Add(pairs.Select(pair => new Link(first, pair.FirstUser, second, pair.SecondUser, method, now)));
        return new LinkingResult(method, pairs.Distinct().LongCount(), added, remarks, LinkOverlap.Of(first, second, links, users));
    }

    private HashSet<string> KnownIds(string domain) => users.UsersOf(domain).Select(user => user.UserId).ToHashSet(StringComparer.Ordinal);

    private static void ThrowIfNoUsers(string domain, HashSet<string> ids)
    {
        if (ids.Count == 0)
        {
            throw UserTexts.Source.Fault("no-users", "NoUsers", arguments: [domain]);
        }
    }

    private static (Dictionary<string, string> Users, long Shared) ByHash(IEnumerable<HashedIdentifier> identifiers)
    {
        var userOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var shared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (userId, hash) in identifiers)
        {
            if (!userOf.TryAdd(hash, userId) && userOf[hash] != userId)
            {
                shared.Add(hash);
            }
        }
        foreach (var hash in shared)
        {
            userOf.Remove(hash);
        }
        return (userOf, shared.Count);
    }
}

/// <summary>What linking did.</summary>
/// <param name="Method">How.</param>
/// <param name="Pairs">Distinct pairs found.</param>
/// <param name="NewLinks">How many of them were not known before.</param>
/// <param name="Remarks">What to look at.</param>
/// <param name="Overlap">The overlap now, by links of every method.</param>
public sealed record LinkingResult(LinkMethod Method, long Pairs, long NewLinks, LinkingRemarks Remarks, LinkOverlap Overlap);

/// <summary>What linking named pairs did.</summary>
/// <param name="Pairs">Distinct pairs.</param>
/// <param name="NewLinks">How many of them were not known before.</param>
/// <param name="UnknownFirst">Users of the first domain that are not (yet) in the store; their links are kept.</param>
/// <param name="UnknownSecond">The same of the second.</param>
public readonly record struct NamedLinks(long Pairs, long NewLinks, long UnknownFirst, long UnknownSecond);

/// <summary>What may be wrong with the data that links came from.</summary>
/// <param name="PairsWithUnknownUser">Pairs stored although a user of theirs is not (yet) in the store.</param>
/// <param name="SharedIdentifiers">Identifiers that several users of one side share; they link nobody.</param>
public sealed record LinkingRemarks(long PairsWithUnknownUser, long SharedIdentifiers)
{
    /// <summary>Nothing to remark.</summary>
    public static LinkingRemarks None { get; } = new(0, 0);
}
