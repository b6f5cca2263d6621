using System.Collections.Concurrent;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Interactions.Live;

/// <summary>
/// The last events that came in for each domain, taken and refused, for whoever connects an application and wants to see what arrives. In memory alone and bounded; of what was refused it
/// keeps where and why, not what was sent. Safe to call from many threads.
/// </summary>
public sealed class EventTrace(TimeProvider clock)
{
    /// <summary>Lines kept of each sort for each domain.</summary>
    public const int MostKept = 200;

    // A large batch must not push everything else out.
    private const int MostOfOneRequest = 20;

    private readonly ConcurrentDictionary<string, DomainTrace> domains = new(StringComparer.Ordinal);

    /// <summary>Keeps what a request brought.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="sender">Id of the key or person.</param>
    /// <param name="events">Its events; of many only the last are kept.</param>
    public void Taken(string domain, string sender, IReadOnlyList<LiveEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var at = clock.GetUtcNow();
        Of(domain).Taken([.. events.Skip(Math.Max(0, events.Count - MostOfOneRequest)).Select(each => new TakenEvent(at, sender, each))]);
    }

    /// <summary>Keeps why a request was refused.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="sender">Id of the key or person.</param>
    /// <param name="faults">What was wrong with it; of many only the first are kept.</param>
    public void Refused(string domain, string sender, IReadOnlyList<KuajieException> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var at = clock.GetUtcNow();
        Of(domain)
            .Refused([
                .. faults
                    .Take(MostOfOneRequest)
                    .Select(fault => new RefusedEvent(
                        at,
                        sender,
                        fault.Code,
                        fault.Where ?? "$",
                        fault.Expected,
                        fault.Cure,
                        faults.Count
                    )),
            ]);
    }

    /// <summary>The last events that were taken, newest first.</summary>
    public IReadOnlyList<TakenEvent> TakenOf(string domain) => Of(domain).LastTaken();

    /// <summary>The last refusals, newest first.</summary>
    public IReadOnlyList<RefusedEvent> RefusedOf(string domain) => Of(domain).LastRefused();

    /// <summary>Forgets a user's events.</summary>
    public void Forget(string domain, string userId) => Of(domain).Forget(userId);

    private DomainTrace Of(string domain) => domains.GetOrAdd(domain, _ => new DomainTrace());

    private sealed class DomainTrace
    {
        private readonly Lock changing = new();
        private readonly LinkedList<TakenEvent> taken = [];
        private readonly LinkedList<RefusedEvent> refused = [];

        public void Taken(TakenEvent[] lines) => Add(taken, lines);

        public void Refused(RefusedEvent[] lines) => Add(refused, lines);

        public IReadOnlyList<TakenEvent> LastTaken()
        {
            lock (changing)
            {
                return [.. taken];
            }
        }

        public IReadOnlyList<RefusedEvent> LastRefused()
        {
            lock (changing)
            {
                return [.. refused];
            }
        }

        public void Forget(string userId)
        {
            lock (changing)
            {
                for (var line = taken.First; line is not null; )
                {
                    var next = line.Next;
                    if (string.Equals(line.Value.Event.UserId, userId, StringComparison.Ordinal))
                    {
                        taken.Remove(line);
                    }
                    line = next;
                }
            }
        }

        private void Add<T>(LinkedList<T> kept, T[] lines)
        {
            lock (changing)
            {
                foreach (var line in lines)
                {
                    kept.AddFirst(line);
                }
                while (kept.Count > MostKept)
                {
                    kept.RemoveLast();
                }
            }
        }
    }
}

/// <summary>An event that was stored.</summary>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Sender">Id of the key or person.</param>
/// <param name="Event">The event.</param>
public sealed record TakenEvent(DateTimeOffset ReceivedAt, string Sender, LiveEvent Event);

/// <summary>Why a request with events was refused: one line for each fault.</summary>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Sender">Id of the key or person.</param>
/// <param name="Code">The fault.</param>
/// <param name="Where">Its place in the request.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Cure">What cures it.</param>
/// <param name="Faults">Faults of the same request.</param>
public sealed record RefusedEvent(
    DateTimeOffset ReceivedAt,
    string Sender,
    string Code,
    string Where,
    string Expected,
    string Cure,
    int Faults
);
