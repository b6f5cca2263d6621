namespace Kuajie.Client.Interactions;

/// <summary>When an <see cref="EventBatcher"/> sends, and how much it holds. Valid defaults; changed by <c>with</c>.</summary>
public sealed record EventBatcherOptions
{
    /// <summary>Events that make a batch full; default 100, at most 1,000.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>How long the first event of a batch waits for others; default 1 s.</summary>
    public TimeSpan MostAge { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events that may wait; default 10,000. More are refused (<see cref="EventBatcher.TryAdd"/>) or waited for (<see cref="EventBatcher.AddAsync"/>).</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>How long disposing waits for the service before it gives up what is left; default 10 s.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Told of events that will not be sent any more, and why: the service refused them, or the batcher was disposed of while it could not be reached. Called by the sender: be quick and throw nothing.</summary>
    public Action<IReadOnlyList<EventRequest>, Exception>? Dropped { get; init; }

    internal void ThrowIfUnusable()
    {
        if (BatchSize is < 1 or > EventBatcher.LargestBatch || Capacity < BatchSize || MostAge < TimeSpan.Zero || DrainTime < TimeSpan.Zero)
        {
            throw new InvalidOperationException(
                $"Expected a BatchSize of 1 to {EventBatcher.LargestBatch}, a Capacity of at least BatchSize, and times that are not negative; found {this}."
            );
        }
    }
}
