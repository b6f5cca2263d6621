using System.Runtime.CompilerServices;

namespace Kuajie.Platform.Progress;

/// <summary>One message of a followed log.</summary>
public interface ILogStep
{
    /// <summary>Rises by one with each message; a listener that lost its connection goes on from the last it has.</summary>
    int Number { get; }

    /// <summary>Whether no message comes after it.</summary>
    bool IsLast { get; }
}

/// <summary>
/// The progress of a piece of work: written by whoever does it, followed by as many readers as come, from any message on. Messages that say little new are thinned out: at most one within a
/// quarter of a second. Safe to use from many threads.
/// </summary>
/// <typeparam name="TStep">A message.</typeparam>
/// <param name="clock">The clock.</param>
/// <param name="mostKept">Messages kept; of longer work the oldest are forgotten.</param>
public sealed class FollowedLog<TStep>(TimeProvider clock, int mostKept)
    where TStep : class, ILogStep
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock writing = new();
    private readonly Queue<TStep> steps = new();
    private TaskCompletionSource changed = New();
    private long lastWritten;
    private int count;

    /// <summary>The latest message, or null before the first.</summary>
    public TStep? Latest
    {
        get
        {
            lock (writing)
            {
                return steps.Count == 0 ? null : steps.Last();
            }
        }
    }

    /// <summary>Writes a message, unless it says little new and another was written just now.</summary>
    /// <param name="isNotable">Whether it is written in any case; asked once, while nobody else writes, also for messages that are left out.</param>
    /// <param name="make">Makes the message from its number and time, while nobody else writes.</param>
    public void Write(Func<bool> isNotable, Func<int, DateTimeOffset, TStep> make)
    {
        ArgumentNullException.ThrowIfNull(isNotable);
        ArgumentNullException.ThrowIfNull(make);
        lock (writing)
        {
            var timestamp = clock.GetTimestamp();
            if (!isNotable() && clock.GetElapsedTime(lastWritten, timestamp) < Pause)
            {
                return;
            }
            lastWritten = timestamp;
            steps.Enqueue(make(++count, clock.GetUtcNow()));
            if (steps.Count > mostKept)
            {
                steps.Dequeue();
            }
            var waiting = changed;
            changed = New();
            waiting.SetResult();
        }
    }

    /// <summary>All messages after a number, and then each as it comes, until the last.</summary>
    /// <param name="after">Number of the last message the reader has; 0 for none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<TStep> FollowAsync(int after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var (news, next, isOver) = News(after);
            foreach (var step in news)
            {
                yield return step;
                if (step.IsLast)
                {
                    yield break;
                }
                after = step.Number;
            }
            if (isOver)
            {
                yield break;
            }
            await next.WaitAsync(cancellation);
        }
    }

    private (TStep[] News, Task Next, bool IsOver) News(int after)
    {
        lock (writing)
        {
            return ([.. steps.Where(step => step.Number > after)], changed.Task, steps.Count > 0 && steps.Last().IsLast);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
