namespace Kuajie.Platform.Progress;

/// <summary>A long piece of work that somebody asked for and that is done beside the requests, and how far it has come.</summary>
/// <param name="RunId">Sortable id.</param>
/// <param name="State">How far it has come.</param>
/// <param name="RequestedBy">Id of the key, person or schedule.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="StartedAt">When it began, or null.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="FaultCode">What went wrong, or null.</param>
/// <param name="FaultText">The same in words, in the language of whoever asked, or null.</param>
public abstract record RunRecord(
    string RunId,
    RunState State,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? FaultCode,
    string? FaultText
)
{
    /// <summary>Whether nothing more will happen to it.</summary>
    public bool HasEnded => State is not (RunState.Waiting or RunState.Running);
}

/// <summary>How far a run has come. The numbers are stored; never renumber.</summary>
public enum RunState
{
    Waiting = 1,
    Running = 2,
    Succeeded = 3,
    Failed = 4,
    Cancelled = 5,

    /// <summary>The process ended before it had; what came of it until then is not told. Ask for it again.</summary>
    Interrupted = 6,
}

/// <summary>Where runs are recorded.</summary>
/// <typeparam name="TRun">A run.</typeparam>
public interface IRunStore<TRun>
    where TRun : RunRecord
{
    /// <summary>All runs, newest first.</summary>
    IReadOnlyList<TRun> Runs();

    /// <summary>Adds a run or puts a changed record in the place of the one with its id.</summary>
    void Put(TRun run);
}

/// <summary>What a run tells of itself.</summary>
public interface IRunProgress
{
    /// <summary>Says that the run is over; readers end after this message.</summary>
    void End();
}
