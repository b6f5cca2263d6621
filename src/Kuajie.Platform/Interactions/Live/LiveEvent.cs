namespace Kuajie.Platform.Interactions.Live;

/// <summary>Something done just now, told by the application itself: an interaction with an id, of a user or of a visitor without an account.</summary>
/// <param name="EventId">The sender's id; one event per domain and id, for ever.</param>
/// <param name="Domain">The domain.</param>
/// <param name="UserId">Who, or null for a visitor who is not known.</param>
/// <param name="SessionId">In which visit; never null where the user is.</param>
/// <param name="ItemId">To which item.</param>
/// <param name="Kind">What.</param>
/// <param name="At">When, by the sender's clock.</param>
/// <param name="Value">Seconds, minor units or rating, by kind; else null.</param>
/// <param name="ListId">The recommendation list that led to it, or null.</param>
public sealed record LiveEvent(
    string EventId,
    string Domain,
    string? UserId,
    string? SessionId,
    string ItemId,
    InteractionKind Kind,
    DateTimeOffset At,
    double? Value = null,
    string? ListId = null
);
