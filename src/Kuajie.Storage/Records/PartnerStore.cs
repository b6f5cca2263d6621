using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Parties and domains in the records.</summary>
public sealed class PartnerStore(RecordsDatabase database, TimeProvider clock) : IPartnerStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Domain> Domains()
    {
        using var context = database.OpenContext();
        return [.. context.Domains.AsNoTracking().AsEnumerable().OrderBy(domain => domain.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Party> Parties()
    {
        using var context = database.OpenContext();
        return [.. context.Parties.AsNoTracking().AsEnumerable().OrderBy(party => party.PartyId, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public Domain EnsureDomain(string name, string? partyId = null)
    {
        DomainName.ThrowIfInvalid(name);
        using var context = database.OpenContext();
        if (context.Domains.AsNoTracking().SingleOrDefault(domain => domain.Name == name) is { } known)
        {
            return known;
        }
        var party = partyId ?? name;
        if (!context.Parties.Any(known => known.PartyId == party))
        {
            context.Parties.Add(new Party(party, party));
        }
        var added = new Domain(name, party, clock.GetUtcNow());
        context.Domains.Add(added);
        context.SaveChanges();
        return added;
    }

    /// <inheritdoc/>
    public Domain PutTimeZone(string name, string timeZone)
    {
        this.ThrowIfUnknown(name);
        DomainZones.ThrowIfNoZone(timeZone);
        using var context = database.OpenContext();
        var put = context.Domains.AsNoTracking().Single(domain => domain.Name == name) with { TimeZone = timeZone };
        context.Domains.Update(put);
        context.SaveChanges();
        return put;
    }

    /// <inheritdoc/>
    public Party PutParty(Party party)
    {
        PartyRules.ThrowIfInvalid(party);
        using var context = database.OpenContext();
        if (context.Parties.Any(known => known.PartyId == party.PartyId))
        {
            context.Parties.Update(party);
        }
        else
        {
            context.Parties.Add(party);
        }
        context.SaveChanges();
        return party;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PseudonymisedDomain> PseudonymisedDomains()
    {
        using var context = database.OpenContext();
        return [.. context.PseudonymisedDomains.AsNoTracking().AsEnumerable().OrderBy(domain => domain.Domain, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public PseudonymisedDomain PutPseudonymised(PseudonymisedDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        using var context = database.OpenContext();
        if (context.PseudonymisedDomains.AsNoTracking().SingleOrDefault(known => known.Domain == domain.Domain) is { } known)
        {
            return known;
        }
        context.PseudonymisedDomains.Add(domain);
        context.SaveChanges();
        return domain;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Partnership> Partnerships()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Partnerships.AsNoTracking()
                .AsEnumerable()
                .OrderBy(partnership => partnership.StartedAt)
                .ThenBy(partnership => partnership.PartnershipId, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public Partnership PutPartnership(string domain, string other, PartnershipShares shares)
    {
        this.ThrowIfUnknown(domain);
        this.ThrowIfUnknown(other);
        PartyRules.ThrowIfOneDomain(domain, other);
        using var context = database.OpenContext();
        var lasting = context.Partnerships.AsNoTracking().AsEnumerable().SingleOrDefault(known => known.Joins(domain, other));
        var put = lasting is null ? PartyRules.NewPartnership(domain, other, shares, clock.GetUtcNow()) : lasting with { Shares = shares };
        context.Entry(put).State = lasting is null ? EntityState.Added : EntityState.Modified;
        context.SaveChanges();
        return put;
    }

    /// <inheritdoc/>
    public Partnership? EndPartnership(string partnershipId)
    {
        using var context = database.OpenContext();
        var known = context.Partnerships.AsNoTracking().SingleOrDefault(partnership => partnership.PartnershipId == partnershipId);
        if (known is null || known.EndedAt is not null)
        {
            return known;
        }
        var ended = known with { EndedAt = clock.GetUtcNow() };
        context.Partnerships.Update(ended);
        context.SaveChanges();
        return ended;
    }
}
