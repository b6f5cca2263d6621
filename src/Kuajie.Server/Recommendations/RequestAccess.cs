using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Server.Access;

namespace Kuajie.Server.Recommendations;

/// <summary>What one request's caller may show to the users of its domain, by parties and partnerships as they stand.</summary>
internal sealed class RequestAccess(DomainAccess access, Caller caller, string userDomain) : ILiveAccess
{
    /// <inheritdoc/>
    public string Party => caller.PartyId ?? "";

    /// <inheritdoc/>
    public bool MayRecommend(string domain) =>
        string.Equals(domain, userDomain, StringComparison.Ordinal)
        || (
            access.Allows(caller, domain, DomainNeed.SharedBy(PartnershipShares.Recommendations))
            && (caller.IsOperator || access.Share(userDomain, domain, PartnershipShares.Recommendations))
        );

    /// <inheritdoc/>
    public bool MayTransfer(string domain, string targetDomain) =>
        string.Equals(domain, targetDomain, StringComparison.Ordinal) || access.MayTransfer(domain, targetDomain);

    /// <summary>Refuses a target that may not be shown; one the caller must not know of is refused like one that does not exist.</summary>
    /// <exception cref="Platform.Faults.KuajieException">The target may not be shown.</exception>
    public void ThrowIfRefused(string target)
    {
        if (MayRecommend(target))
        {
            return;
        }
        var need = DomainNeed.SharedBy(PartnershipShares.Recommendations);
        throw access.Judge(caller, target, need) == DomainVerdict.Hidden
            ? KnownDomains.Unknown(target, access.Visible(caller, DomainNeed.SharedBy(PartnershipShares.Catalog)))
            : ServerTexts.NotShared(target, need);
    }
}
