using Kuajie.Platform.Users;

namespace Kuajie.Platform.Partners;

/// <summary>Parties, the domains they own, and the partnerships between domains.</summary>
public interface IPartnerStore
{
    /// <summary>All domains in name order.</summary>
    IReadOnlyList<Domain> Domains();

    /// <summary>All parties in order of id.</summary>
    IReadOnlyList<Party> Parties();

    /// <summary>Registers a domain (and its party) if it is new; changes nothing otherwise.</summary>
    Domain EnsureDomain(string name, string? partyId = null);

    /// <summary>Sets the time zone of a known domain. Returns the domain as it is then.</summary>
    /// <exception cref="Faults.KuajieException">The domain is unknown, or the name is none of a time zone.</exception>
    Domain PutTimeZone(string name, string timeZone);

    /// <summary>Registers a party or gives a known one another name.</summary>
    Party PutParty(Party party);

    /// <summary>Domains whose users are stored under pseudonyms only.</summary>
    IReadOnlyList<PseudonymisedDomain> PseudonymisedDomains();

    /// <summary>Records such a domain, for good; one known already stays as it is. Returns what is recorded.</summary>
    PseudonymisedDomain PutPseudonymised(PseudonymisedDomain domain);

    /// <summary>All partnerships, ended ones too, oldest first.</summary>
    IReadOnlyList<Partnership> Partnerships();

    /// <summary>Begins a partnership between two known domains, or changes what a lasting one shares.</summary>
    /// <exception cref="Faults.KuajieException">A domain is unknown, or both are one.</exception>
    Partnership PutPartnership(string domain, string other, PartnershipShares shares);

    /// <summary>Ends a partnership; ended already, it stays as it is. Null where it is unknown.</summary>
    Partnership? EndPartnership(string partnershipId);
}
