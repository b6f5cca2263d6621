namespace Kuajie.Platform.Interactions.Live;

/// <summary>Bounds of a <see cref="GroupCommit{T}"/>.</summary>
public sealed record GroupCommitOptions
{
    /// <summary>Rows that may wait, those being written included; a larger batch is never taken. Default 65,536.</summary>
    public int MostWaitingRows { get; init; } = 65_536;

    /// <summary>Rows of one commit; a larger batch is a group of its own. Default 16,384.</summary>
    public int MostRowsAtOnce { get; init; } = 16_384;

    /// <summary>Whether both bounds are at least 1.</summary>
    public bool IsValid => MostWaitingRows >= 1 && MostRowsAtOnce >= 1;
}

/// <summary>What a <see cref="GroupCommit{T}"/> has done and has to do.</summary>
/// <param name="WaitingRows">Rows in the queue or being written.</param>
/// <param name="Rows">Rows written or refused since the start.</param>
/// <param name="Groups">Groups they made.</param>
/// <param name="RowsPerSecond">How fast they drained lately; 0 before the first group.</param>
public sealed record GroupCommitState(int WaitingRows, long Rows, long Groups, double RowsPerSecond);

/// <summary>The queue has no room.</summary>
/// <param name="waitingRows">Rows that wait.</param>
/// <param name="retryAfter">When there should be room again.</param>
public sealed class GroupCommitFullException(int waitingRows, TimeSpan retryAfter)
    : Exception($"Found {waitingRows} rows waiting; expected room for the batch.")
{
    public int WaitingRows { get; } = waitingRows;

    public TimeSpan RetryAfter { get; } = retryAfter;
}
