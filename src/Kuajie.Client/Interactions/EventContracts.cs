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

/// <summary>What came in lately, newest first. Kept in memory alone.</summary>
/// <param name="Taken">Events that were stored, the last of each request.</param>
/// <param name="Refused">Why requests were refused.</param>
public sealed record RecentEventsResponse(IReadOnlyList<RecentEventResponse> Taken, IReadOnlyList<RefusedEventResponse> Refused);

/// <summary>An event that was stored.</summary>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Sender">Id of the key or person that sent it.</param>
/// <param name="Event">The sender's id for it.</param>
/// <param name="Item">The item.</param>
/// <param name="Kind">What was done.</param>
/// <param name="User">Who.</param>
/// <param name="Session">In which visit.</param>
/// <param name="At">When it happened.</param>
/// <param name="Value">Seconds watched, minor units given, or the rating.</param>
/// <param name="List">The recommendation list that led to it.</param>
public sealed record RecentEventResponse(
    DateTimeOffset ReceivedAt,
    string Sender,
    string Event,
    string Item,
    string Kind,
    string? User,
    string? Session,
    DateTimeOffset At,
    double? Value = null,
    string? List = null
);

/// <summary>A fault for which a request was refused. What was sent is not repeated.</summary>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Sender">Id of the key or person that sent it.</param>
/// <param name="Code">The fault's name for programs.</param>
/// <param name="Where">Its place in the request.</param>
/// <param name="Expected">What was expected, in the language the sender asked for.</param>
/// <param name="Cure">What cures it, in the same language.</param>
/// <param name="Faults">Faults of the same request.</param>
public sealed record RefusedEventResponse(
    DateTimeOffset ReceivedAt,
    string Sender,
    string Code,
    string Where,
    string Expected,
    string Cure,
    int Faults
);
