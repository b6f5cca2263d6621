using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Interactions.Live;

/// <summary>
/// The way in for live events: queued, written in groups, told to listeners, and only then acknowledged. A batch is stored whole or not at all. Sending an event
/// again is harmless: what was stored counts as a duplicate, also while the first sending still waits.
/// </summary>
public sealed class EventIntake : IAsyncDisposable
{
    private readonly IEventLog log;
    private readonly IReadOnlyList<ILiveListener> listeners;
    private readonly Action<ILiveListener, Exception> report;
    private readonly Action<KuajieException?> turned;
    private readonly GroupCommit<LiveEvent> groups;
    private KuajieException? refusal;

    /// <summary>Starts to take events.</summary>
    /// <param name="log">Where they are kept.</param>
    /// <param name="listeners">Who learns of new ones before their senders do.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="report">Told of listeners that fail.</param>
    /// <param name="turned">Told when the store begins to refuse, and with null when it stores again; nobody by default.</param>
    public EventIntake(
        IEventLog log,
        IEnumerable<ILiveListener> listeners,
        GroupCommitOptions options,
        TimeProvider clock,
        Action<ILiveListener, Exception> report,
        Action<KuajieException?>? turned = null
    )
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(report);
        this.log = log;
        this.listeners = [.. listeners];
        this.report = report;
        this.turned = turned ?? (_ => { });
        groups = new GroupCommit<LiveEvent>(Commit, options, clock);
    }

    /// <summary>What goes on.</summary>
    public GroupCommitState State => groups.State;

    /// <summary>Why the store refused the last group, or null where it took it.</summary>
    public KuajieException? Refusal => Volatile.Read(ref refusal);

    /// <summary>Takes a batch and tells, once it is safely stored, how many of its events were new.</summary>
    /// <param name="events">A batch that was checked.</param>
    /// <param name="cancellation">Ends the waiting; the batch may be stored all the same.</param>
    /// <exception cref="GroupCommitFullException">The queue is full.</exception>
    /// <exception cref="KuajieException">The store refused, for example for want of room: nothing of the batch is stored.</exception>
    public async Task<EventReceipt> TakeAsync(IReadOnlyList<LiveEvent> events, CancellationToken cancellation)
    {
        var isNew = await groups.Add(events).WaitAsync(cancellation).ConfigureAwait(false);
        var added = isNew.Count(each => each);
        return new EventReceipt(added, isNew.Count - added);
    }

    /// <summary>Ends after everything taken so far is stored or refused: what an erasure waits for, so that nothing of the user comes after it.</summary>
    public Task FlushAsync() => groups.FlushAsync();

    /// <summary>Takes no more and stores what waits.</summary>
    public ValueTask DisposeAsync() => groups.DisposeAsync();

    private IReadOnlyList<bool> Append(IReadOnlyList<LiveEvent> events)
    {
        try
        {
            var isNew = log.Append(events);
            Turn(null);
            return isNew;
        }
        catch (KuajieException refused)
        {
            Turn(refused);
            throw;
        }
    }

    private void Turn(KuajieException? now)
    {
        var before = Interlocked.Exchange(ref refusal, now);
        if (before is null != now is null)
        {
            turned(now);
        }
    }

    private IReadOnlyList<bool> Commit(IReadOnlyList<LiveEvent> events)
    {
        var isNew = Append(events);
        var fresh = events.Where((each, at) => isNew[at] && each.Kind != InteractionKind.Seen).ToArray();
        foreach (var listener in fresh.Length == 0 ? [] : listeners)
        {
            try
            {
                listener.Committed(fresh);
            }
            // The events are stored: a listener that fails must not make their senders believe otherwise.
            catch (Exception fault)
            {
                report(listener, fault);
            }
        }
        return isNew;
    }
}

/// <summary>What became of a batch.</summary>
/// <param name="Accepted">Events stored by it.</param>
/// <param name="Duplicates">Events that were stored already or came twice in it.</param>
public readonly record struct EventReceipt(int Accepted, int Duplicates);
