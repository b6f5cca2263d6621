namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>How long selection may search before it chooses among what it has measured; a candidate that has begun is finished.</summary>
/// <param name="Time">Time to search; not looked at where <paramref name="Steps"/> is given.</param>
/// <param name="Steps">Exactly so many candidates at most: the same search on every machine. Null to go by time.</param>
public sealed record SearchBudget(TimeSpan Time, int? Steps = null)
{
    /// <summary>60 seconds.</summary>
    public static SearchBudget Default { get; } = new(TimeSpan.FromSeconds(60));

    /// <summary>Whether a search that has run so long and measured so many candidates has to end.</summary>
    internal bool IsSpent(TimeSpan elapsed, int candidates) => Steps is { } steps ? candidates >= steps : elapsed >= Time;
}
