using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Partners;

/// <summary>Refuses domains that a workspace does not know.</summary>
public static class KnownDomains
{
    /// <summary>Refuses an unknown domain and names the known ones.</summary>
    /// <exception cref="KuajieException">The domain is unknown.</exception>
    public static void ThrowIfUnknown(this IPartnerStore partners, string domain)
    {
        ArgumentNullException.ThrowIfNull(partners);
        var known = partners.Domains().Select(each => each.Name).ToArray();
        if (known.Contains(domain))
        {
            return;
        }
        throw Unknown(domain, known);
    }

    /// <summary>The fault of a domain that is not among the known ones.</summary>
    public static KuajieException Unknown(string domain, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return known.Count == 0
            ? PartnerTexts.Source.Fault("unknown-domain", "NoDomains", arguments: [domain])
            : PartnerTexts.Source.Fault("unknown-domain", "UnknownDomain", arguments: [domain, string.Join(", ", known)]);
    }
}
