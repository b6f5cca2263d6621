using System.Threading.Channels;
using Kuajie.Client.Calls;

namespace Kuajie.Client.Interactions;

/// <summary>
/// Collects events and sends them in batches, when there are enough or the first has waited long enough. An event gets its id and time once, when it is added, so that whatever is sent
/// again is stored once. While the service cannot be reached events wait, up to a bound that the caller is told of. Disposing sends what waits. Safe to use from many threads.
/// </summary>
public sealed class EventBatcher : IAsyncDisposable
{
    internal const int LargestBatch = 1000;
    private readonly BatchSender sender;
    private readonly EventBatcherOptions options;
    private readonly TimeProvider clock;
    private readonly Channel<Waiting> queue;
    private readonly CancellationTokenSource givenUp;
    private readonly Task sending;
    private int waiting;
    private volatile bool isClosed;

    internal EventBatcher(EventsClient events, string domain, EventBatcherOptions options)
    {
        options.ThrowIfUnusable();
        this.options = options;
        clock = events.Options.Clock;
        givenUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        sender = new BatchSender(events, domain, options.Dropped);
        queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.Capacity) { SingleReader = true });
        sending = Task.Run(SendAllAsync);
    }

    /// <summary>Events that wait or are under way.</summary>
    public int Count => Volatile.Read(ref waiting);

    /// <summary>Adds an event unless too many wait.</summary>
    /// <param name="happened">The event. An empty id is replaced by a new one, a missing time by now.</param>
    /// <returns>False where too many wait already: the service is slower than what happens, or cannot be reached. Drop it, keep it, or slow down.</returns>
    /// <exception cref="ChannelClosedException">The batcher was disposed of.</exception>
    public bool TryAdd(EventRequest happened)
    {
        if (queue.Writer.TryWrite(new Waiting(Complete(happened), null)))
        {
            Interlocked.Increment(ref waiting);
            return true;
        }
        return isClosed ? throw new ChannelClosedException() : false;
    }

    /// <summary>Adds an event; waits while too many wait.</summary>
    /// <param name="happened">The event. An empty id is replaced by a new one, a missing time by now.</param>
    /// <param name="cancellation">Ends the waiting; then the event was not added.</param>
    /// <exception cref="ChannelClosedException">The batcher was disposed of.</exception>
    public async ValueTask AddAsync(EventRequest happened, CancellationToken cancellation = default)
    {
        await queue.Writer.WriteAsync(new Waiting(Complete(happened), null), cancellation).ConfigureAwait(false);
        Interlocked.Increment(ref waiting);
    }

    /// <summary>Sends now what was added before; returns when all of it is stored or dropped.</summary>
    public async Task FlushAsync(CancellationToken cancellation = default)
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync(new Waiting(null, flushed), cancellation).ConfigureAwait(false);
        await flushed.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes no more events and sends those that wait, for as long as the options allow.</summary>
    public async ValueTask DisposeAsync()
    {
        isClosed = true;
        if (queue.Writer.TryComplete())
        {
            givenUp.CancelAfter(options.DrainTime);
        }
        await sending.ConfigureAwait(false);
        givenUp.Dispose();
    }

    private EventRequest Complete(EventRequest happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var now = clock.GetUtcNow();
        return happened with
        {
            Event = string.IsNullOrEmpty(happened.Event) ? Guid.CreateVersion7(now).ToString("N") : happened.Event,
            At = happened.At ?? now,
        };
    }

    private async Task SendAllAsync()
    {
        var batch = new List<EventRequest>(options.BatchSize);
        var flushed = new List<TaskCompletionSource>();
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            using (var age = new CancellationTokenSource(options.MostAge, clock))
            {
                await CollectAsync(batch, flushed, age.Token).ConfigureAwait(false);
            }
            await sender.SendAsync(batch, givenUp.Token).ConfigureAwait(false);
            Interlocked.Add(ref waiting, -batch.Count);
            batch.Clear();
            flushed.ForEach(each => each.TrySetResult());
            flushed.Clear();
        }
    }

    /// <summary>Fills a batch until it is full, old enough, asked for, or nothing more can come.</summary>
    private async Task CollectAsync(List<EventRequest> batch, List<TaskCompletionSource> flushed, CancellationToken age)
    {
        try
        {
            while (batch.Count < options.BatchSize && flushed.Count == 0 && await queue.Reader.WaitToReadAsync(age).ConfigureAwait(false))
            {
                while (batch.Count < options.BatchSize && flushed.Count == 0 && queue.Reader.TryRead(out var next))
                {
                    if (next.Event is { } happened)
                    {
                        batch.Add(happened);
                    }
                    else
                    {
                        flushed.Add(next.Flushed!);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (age.IsCancellationRequested)
        {
            // Old enough.
        }
    }

    /// <summary>An event, or somebody who waits for those before.</summary>
    private readonly record struct Waiting(EventRequest? Event, TaskCompletionSource? Flushed);
}
