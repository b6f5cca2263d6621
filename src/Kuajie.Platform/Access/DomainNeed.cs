using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Access;

/// <summary>What a request needs of the domain it names: ownership, or that a partnership shares something with the caller's own domains.</summary>
/// <param name="Shares">What a partnership must share for a domain that is not the caller's own; none where only the owner's party will do.</param>
public readonly record struct DomainNeed(PartnershipShares Shares)
{
    /// <summary>The domain has to be the caller's own.</summary>
    public static DomainNeed Own => new(PartnershipShares.None);

    /// <summary>The caller's own, or one that a lasting partnership shares this of.</summary>
    public static DomainNeed SharedBy(PartnershipShares shares) => new(shares);
}

/// <summary>What a caller may do with a domain.</summary>
public enum DomainVerdict
{
    /// <summary>The caller must not learn that it exists.</summary>
    Hidden = 0,

    /// <summary>The caller knows it through a partnership, which does not share what is needed.</summary>
    Refused = 1,

    Allowed = 2,
}
