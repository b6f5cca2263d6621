namespace Kuajie.Platform.Partners;

/// <summary>Parties and the domains they own.</summary>
public interface IPartnerStore
{
    IReadOnlyList<Domain> Domains();

    IReadOnlyList<Party> Parties();

    /// <summary>Registers a domain (and its party) if it is new; changes nothing otherwise.</summary>
    Domain EnsureDomain(string name, string? partyId = null);
}
