using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;

namespace Kuajie.Conformance.InMemory;

/// <summary>Parties, domains and partnerships in lists.</summary>
public sealed class InMemoryPartnerStore(TimeProvider clock) : IPartnerStore
{
    private readonly SortedDictionary<string, PseudonymisedDomain> pseudonymised = new(StringComparer.Ordinal);
    private readonly List<Domain> domains = [];
    private readonly SortedDictionary<string, Party> parties = new(StringComparer.Ordinal);
    private readonly List<Partnership> partnerships = [];

    public IReadOnlyList<Domain> Domains() => [.. domains.OrderBy(domain => domain.Name, StringComparer.Ordinal)];

    public IReadOnlyList<Party> Parties() => [.. parties.Values];

    public Domain EnsureDomain(string name, string? partyId = null)
    {
        DomainName.ThrowIfInvalid(name);
        var known = domains.Find(domain => string.Equals(domain.Name, name, StringComparison.Ordinal));
        if (known is null)
        {
            known = new Domain(name, partyId ?? name, clock.GetUtcNow());
            domains.Add(known);
            parties.TryAdd(known.PartyId, new Party(known.PartyId, known.PartyId));
        }
        return known;
    }

    public Domain PutTimeZone(string name, string timeZone)
    {
        this.ThrowIfUnknown(name);
        DomainZones.ThrowIfNoZone(timeZone);
        var place = domains.FindIndex(domain => string.Equals(domain.Name, name, StringComparison.Ordinal));
        return domains[place] = domains[place] with { TimeZone = timeZone };
    }

    public Party PutParty(Party party)
    {
        PartyRules.ThrowIfInvalid(party);
        return parties[party.PartyId] = party;
    }

    public IReadOnlyList<PseudonymisedDomain> PseudonymisedDomains() => [.. pseudonymised.Values];

    public PseudonymisedDomain PutPseudonymised(PseudonymisedDomain domain)
    {
        pseudonymised.TryAdd(domain.Domain, domain);
        return pseudonymised[domain.Domain];
    }

    public IReadOnlyList<Partnership> Partnerships() => [.. partnerships];

    public Partnership PutPartnership(string domain, string other, PartnershipShares shares)
    {
        this.ThrowIfUnknown(domain);
        this.ThrowIfUnknown(other);
        PartyRules.ThrowIfOneDomain(domain, other);
        var place = partnerships.FindIndex(known => known.Joins(domain, other));
        if (place >= 0)
        {
            return partnerships[place] = partnerships[place] with { Shares = shares };
        }
        var added = PartyRules.NewPartnership(domain, other, shares, clock.GetUtcNow());
        partnerships.Add(added);
        return added;
    }

    public Partnership? EndPartnership(string partnershipId)
    {
        var place = partnerships.FindIndex(known => string.Equals(known.PartnershipId, partnershipId, StringComparison.Ordinal));
        return place < 0 ? null
            : partnerships[place].EndedAt is null ? partnerships[place] = partnerships[place] with { EndedAt = clock.GetUtcNow() }
            : partnerships[place];
    }
}
