namespace Kuajie.Client.Interactions;

/// <summary>Something a user or visitor did just now.</summary>
/// <param name="Event">The sender's id for it, at most 256 characters. Sent again, for example after a lost answer, it is stored once.</param>
/// <param name="Item">The item.</param>
/// <param name="Kind">What was done: <c>view</c>, <c>search</c>, <c>click</c>, <c>like</c>, <c>favourite</c>, <c>comment</c>, <c>share</c>, <c>enrol</c>, <c>purchase</c>, <c>complete</c>, <c>watch</c>, <c>gift</c>, <c>rating</c>; or <c>seen</c>: it stood before the visitor's eyes.</param>
/// <param name="User">Who; left out for visitors who are not signed in.</param>
/// <param name="Session">In which visit; needed where <c>user</c> is left out.</param>
/// <param name="At">When, with offset; the time of receipt where left out.</param>
/// <param name="Value">Seconds watched, minor units given, or the rating.</param>
/// <param name="List">The recommendation list that led to it.</param>
public sealed record EventRequest(
    string Event,
    string Item,
    string Kind,
    string? User = null,
    string? Session = null,
    DateTimeOffset? At = null,
    double? Value = null,
    string? List = null
);

/// <summary>Events to store together, all or none.</summary>
/// <param name="Events">1 to 1,000 of them.</param>
public sealed record EventsRequest(IReadOnlyList<EventRequest> Events);

/// <summary>What became of the events: all of them are safely stored.</summary>
/// <param name="Accepted">Stored by this request.</param>
/// <param name="Duplicates">Stored before, or sent twice in this request.</param>
public sealed record EventsResponse(int Accepted, int Duplicates);
