using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Partners;

/// <summary>What parties and partnerships have to be like, whatever store they lie in.</summary>
public static class PartyRules
{
    private const int MostNameCharacters = 200;

    /// <summary>Refuses a party without a usable id or name. Ids follow the rule of domain names.</summary>
    /// <exception cref="KuajieException">The id or name breaks the rule.</exception>
    public static void ThrowIfInvalid(Party party)
    {
        ArgumentNullException.ThrowIfNull(party);
        if (!DomainName.IsValid(party.PartyId))
        {
            throw PartnerTexts.Source.Fault(
                "invalid-party",
                "PartyId",
                isUsage: true,
                arguments: [party.PartyId, DomainName.MostCharacters]
            );
        }
        if (string.IsNullOrWhiteSpace(party.Name) || party.Name.Length > MostNameCharacters)
        {
            throw PartnerTexts.Source.Fault(
                "invalid-party",
                "PartyName",
                isUsage: true,
                arguments: [party.Name?.Length ?? 0, MostNameCharacters]
            );
        }
    }

    /// <summary>Refuses a partnership of a domain with itself.</summary>
    /// <exception cref="KuajieException">Both are one.</exception>
    public static void ThrowIfOneDomain(string domain, string other)
    {
        if (string.Equals(domain, other, StringComparison.Ordinal))
        {
            throw PartnerTexts.Source.Fault("one-domain", "OneDomain", isUsage: true, arguments: [domain]);
        }
    }

    /// <summary>A partnership that begins now, its domains in order of name.</summary>
    public static Partnership NewPartnership(string domain, string other, PartnershipShares shares, DateTimeOffset now)
    {
        var isInOrder = string.CompareOrdinal(domain, other) < 0;
        return new Partnership(
            $"partnership-{Guid.CreateVersion7(now):N}",
            isInOrder ? domain : other,
            isInOrder ? other : domain,
            shares,
            now,
            null
        );
    }
}
