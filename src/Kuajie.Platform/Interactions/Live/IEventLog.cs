namespace Kuajie.Platform.Interactions.Live;

/// <summary>
/// Where live events are kept. Events of users join the domain's interactions, those of visitors without an account are kept apart until the visitor
/// signs in: so long they are nobody's history and no training reads them. One conformance suite runs on every implementation.
/// </summary>
public interface IEventLog
{
    /// <summary>
    /// Stores what is not stored yet, in one transaction: after the return it survives a crash. An event is known by its domain and id, for ever; of two equal ones
    /// in a call the first is new.
    /// </summary>
    /// <param name="events">Events of any domains, in order of arrival.</param>
    /// <returns>For each event whether it was new.</returns>
    /// <exception cref="Faults.KuajieException">Code <c>store-full</c>: the disk is full; nothing of the call is stored.</exception>
    IReadOnlyList<bool> Append(IReadOnlyList<LiveEvent> events);

    /// <summary>What a visitor without an account did, newest first; what was only seen is not among it.</summary>
    IReadOnlyList<LiveEvent> OfSession(string domain, string sessionId);

    /// <summary>What stood before a visitor's eyes (<see cref="InteractionKind.Seen"/>), newest first.</summary>
    IReadOnlyList<LiveEvent> SeenInSession(string domain, string sessionId);

    /// <summary>
    /// Visitors turned out to be users: what they did, but for what was only seen, moves from the visits to the users' interactions, in one transaction. Event ids stay
    /// known. Where a visit is claimed more than once in a call, the first user has it.
    /// </summary>
    /// <returns>The claims that moved anything.</returns>
    /// <exception cref="Faults.KuajieException">As for <see cref="Append"/>.</exception>
    IReadOnlyList<SessionClaim> Claim(IReadOnlyList<SessionClaim> claims);

    /// <summary>Domains that have any live event or impression, in name order.</summary>
    IReadOnlyList<LiveTotals> LiveTotals();
}

/// <summary>What a domain holds of the live service's data.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="UserEvents">Interactions that came as live events.</param>
/// <param name="SessionEvents">Events of visitors without an account.</param>
/// <param name="Sessions">Their visits.</param>
/// <param name="Lists">Recommendation lists shown to the domain's users and visitors.</param>
public sealed record LiveTotals(string Domain, long UserEvents, long SessionEvents, long Sessions, long Lists);
