namespace Kuajie.Client.Partners;

/// <summary>A firm that owns domains.</summary>
/// <param name="Party">Its id.</param>
/// <param name="Name">Its name as people read it.</param>
public sealed record PartyResponse(string Party, string Name);

/// <summary>A firm to register, or another name for a known one.</summary>
/// <param name="Name">Its name, 1 to 200 characters.</param>
public sealed record PartyRequest(string Name);

/// <summary>One catalog with its audience, owned by one party.</summary>
/// <param name="Domain">Its name.</param>
/// <param name="Party">The party that owns it.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="TimeZone">IANA name of the time zone in which hours, weekdays and days of its users are counted.</param>
public sealed record DomainResponse(string Domain, string Party, DateTimeOffset CreatedAt, string TimeZone);

/// <summary>A domain to register, or another time zone for a known one.</summary>
/// <param name="Party">The party that owns it; the caller's own where left out, and for the operator one of the domain's name.</param>
/// <param name="TimeZone">IANA name of the time zone its people live by; where left out it stays as it is, of a new domain UTC. Profiles are counted anew when it changes.</param>
public sealed record DomainRequest(string? Party = null, string? TimeZone = null);

/// <summary>An agreement between the parties of two domains.</summary>
/// <param name="Partnership">Its id.</param>
/// <param name="Domains">The two domains, in name order.</param>
/// <param name="Shares">What is shared: <c>catalog</c>, <c>recommendations</c>, <c>links</c>, <c>aggregates</c>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; absent while it lasts.</param>
public sealed record PartnershipResponse(
    string Partnership,
    IReadOnlyList<string> Domains,
    IReadOnlyList<string> Shares,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt = null
);

/// <summary>A partnership to begin, or what a lasting one between the same domains shares from now on.</summary>
/// <param name="Domains">Exactly two domains.</param>
/// <param name="Shares">What is shared: <c>catalog</c>, <c>recommendations</c>, <c>links</c>, <c>aggregates</c>; all of it where left out.</param>
public sealed record PartnershipRequest(IReadOnlyList<string> Domains, IReadOnlyList<string>? Shares = null);
