namespace Kuajie.Platform.Interactions.Live;

/// <summary>How fast a queue empties: the rows and seconds of the latest groups, older ones counting less and less.</summary>
internal sealed class DrainRate
{
    /// <summary>What each further group leaves of the weight of those before.</summary>
    private const double Memory = 0.8;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private double rows;
    private double seconds;

    public GroupCommitState State { get; private set; } = new(0, 0, 0, 0);

    public void Note(int groupRows, TimeSpan took)
    {
        rows = rows * Memory + groupRows;
        seconds = seconds * Memory + took.TotalSeconds;
        State = State with
        {
            Rows = State.Rows + groupRows,
            Groups = State.Groups + (groupRows > 0 ? 1 : 0),
            RowsPerSecond = seconds > 0 ? rows / seconds : 0,
        };
    }

    /// <summary>How long so many rows take, in whole seconds from 1 to 60.</summary>
    public TimeSpan TimeFor(int waitingRows) =>
        State.RowsPerSecond <= 0
            ? Shortest
            : TimeSpan.FromSeconds(
                Math.Clamp(Math.Ceiling(waitingRows / State.RowsPerSecond), Shortest.TotalSeconds, Longest.TotalSeconds)
            );
}
