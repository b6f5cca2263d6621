using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Conformance.InMemory;

/// <summary>The plainest log of live events: a set of ids and lists. Events of users join the interactions.</summary>
public sealed class InMemoryEventLog(InMemoryInteractionStore interactions) : IEventLog
{
    private readonly Lock changing = new();
    private readonly HashSet<(string Domain, string EventId)> known = [];
    private readonly List<LiveEvent> stored = [];

    public IReadOnlyList<LiveEvent> Stored
    {
        get
        {
            lock (changing)
            {
                return [.. stored];
            }
        }
    }

    public IReadOnlyList<bool> Append(IReadOnlyList<LiveEvent> events)
    {
        if (events.Any(each => each.UserId is null && each.SessionId is null))
        {
            throw new ArgumentException("Expected a user or a session in every event.", nameof(events));
        }
        lock (changing)
        {
            return [.. events.Select(Append)];
        }
    }

    public IReadOnlyList<LiveEvent> OfSession(string domain, string sessionId) => OfSession(domain, sessionId, isSeen: false);

    public IReadOnlyList<LiveEvent> SeenInSession(string domain, string sessionId) => OfSession(domain, sessionId, isSeen: true);

    private IReadOnlyList<LiveEvent> OfSession(string domain, string sessionId, bool isSeen)
    {
        lock (changing)
        {
            return
            [
                .. stored
                    .Where(each =>
                        each.UserId is null
                        && each.Domain == domain
                        && each.SessionId == sessionId
                        && (each.Kind == InteractionKind.Seen) == isSeen
                    )
                    .Reverse()
                    .OrderByDescending(each => each.At),
            ];
        }
    }

    public IReadOnlyList<SessionClaim> Claim(IReadOnlyList<SessionClaim> claims)
    {
        lock (changing)
        {
            return [.. claims.Where(Claim)];
        }
    }

    private bool Claim(SessionClaim claim)
    {
        var isAny = false;
        for (var place = 0; place < stored.Count; place++)
        {
            var each = stored[place];
            if (
                each.UserId is null
                && each.Kind != InteractionKind.Seen
                && each.Domain == claim.Domain
                && each.SessionId == claim.SessionId
            )
            {
                stored[place] = each with { UserId = claim.UserId };
                interactions.Add(each.Domain, claim.UserId, each.ItemId, each.Kind, each.At, each.Value);
                isAny = true;
            }
        }
        return isAny;
    }

    public IReadOnlyList<LiveTotals> LiveTotals()
    {
        lock (changing)
        {
            return
            [
                .. stored
                    .GroupBy(each => each.Domain)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new LiveTotals(
                        group.Key,
                        group.LongCount(each => each.UserId is not null),
                        group.LongCount(each => each.UserId is null),
                        group.Where(each => each.UserId is null).Select(each => each.SessionId).Distinct().LongCount(),
                        0
                    )),
            ];
        }
    }

    private bool Append(LiveEvent each)
    {
        if (!known.Add((each.Domain, each.EventId)))
        {
            return false;
        }
        stored.Add(each);
        if (each.UserId is { } user)
        {
            interactions.Add(each.Domain, user, each.ItemId, each.Kind, each.At, each.Value);
        }
        return true;
    }
}
