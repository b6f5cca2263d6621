namespace Kuajie.Platform.Partners;

/// <summary>The firm that owns a domain.</summary>
public sealed record Party(string PartyId, string Name);

/// <summary>One catalog with its audience, owned by one party.</summary>
public sealed record Domain(string Name, string PartyId, DateTimeOffset CreatedAt);
