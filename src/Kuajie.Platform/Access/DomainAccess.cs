using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Access;

/// <summary>Which domains a caller sees, from who owns them and which partnerships last. An immutable snapshot, made anew when either changes.</summary>
public sealed class DomainAccess
{
    private readonly Dictionary<string, string> ownerOf;
    private readonly Partnership[] lasting;

    /// <summary>Takes domains and partnerships as they are.</summary>
    public DomainAccess(IEnumerable<Domain> domains, IEnumerable<Partnership> partnerships)
    {
        ownerOf = domains.ToDictionary(domain => domain.Name, domain => domain.PartyId, StringComparer.Ordinal);
        lasting = [.. partnerships.Where(partnership => partnership.EndedAt is null)];
    }

    /// <summary>The verdict on one domain; unknown domains are hidden from everybody.</summary>
    public DomainVerdict Judge(Caller caller, string domain, DomainNeed need)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!ownerOf.TryGetValue(domain, out var owner))
        {
            return DomainVerdict.Hidden;
        }
        if (caller.IsOperator || string.Equals(owner, caller.PartyId, StringComparison.Ordinal))
        {
            return DomainVerdict.Allowed;
        }
        var shared = SharedWith(caller, domain);
        return shared is null ? DomainVerdict.Hidden
            : need.Shares != PartnershipShares.None && shared.Value.HasFlag(need.Shares) ? DomainVerdict.Allowed
            : DomainVerdict.Refused;
    }

    /// <summary>Whether the caller may use a domain in this way.</summary>
    public bool Allows(Caller caller, string domain, DomainNeed need) => Judge(caller, domain, need) == DomainVerdict.Allowed;

    /// <summary>The domains a caller may use in this way, in name order.</summary>
    public IReadOnlyList<string> Visible(Caller caller, DomainNeed need) =>
        [.. ownerOf.Keys.Where(domain => Allows(caller, domain, need)).Order(StringComparer.Ordinal)];

    /// <summary>The domains a caller knows of: its own and those that a lasting partnership joins to one of them, in name order.</summary>
    public IReadOnlyList<string> Known(Caller caller) =>
        [.. ownerOf.Keys.Where(domain => Judge(caller, domain, DomainNeed.Own) != DomainVerdict.Hidden).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Whether what a domain's users did may be used to choose among another domain's items, or the other way round: the domains belong to one party, or a
    /// lasting partnership between these two shares recommendations. What the caller may see does not matter here: the agreement is between domains.
    /// </summary>
    public bool MayTransfer(string domain, string other) => Share(domain, other, PartnershipShares.Recommendations);

    /// <summary>Whether two domains belong to one party or a lasting partnership between them shares this.</summary>
    public bool Share(string domain, string other, PartnershipShares shares) =>
        ownerOf.TryGetValue(domain, out var owner)
        && ownerOf.TryGetValue(other, out var otherOwner)
        && (
            string.Equals(owner, otherOwner, StringComparison.Ordinal)
            || lasting.Any(partnership => partnership.Joins(domain, other) && partnership.Shares.HasFlag(shares))
        );

    private PartnershipShares? SharedWith(Caller caller, string domain)
    {
        PartnershipShares? shared = null;
        foreach (var partnership in lasting)
        {
            var other =
                string.Equals(partnership.FirstDomain, domain, StringComparison.Ordinal) ? partnership.SecondDomain
                : string.Equals(partnership.SecondDomain, domain, StringComparison.Ordinal) ? partnership.FirstDomain
                : null;
            if (other is not null && string.Equals(ownerOf.GetValueOrDefault(other), caller.PartyId, StringComparison.Ordinal))
            {
                shared = (shared ?? PartnershipShares.None) | partnership.Shares;
            }
        }
        return shared;
    }
}
