using Kuajie.Platform.Partners;
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
}
