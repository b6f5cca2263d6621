namespace Kuajie.Platform.Partners;

/// <summary>The firm that owns a domain.</summary>
public sealed record Party(string PartyId, string Name);

/// <summary>One catalog with its audience, owned by one party.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PartyId">The party.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="TimeZone">IANA name of the time zone that its people live by: hours, weekdays and days of what they do are counted in it.</param>
public sealed record Domain(string Name, string PartyId, DateTimeOffset CreatedAt, string TimeZone = DomainZones.Usual);
