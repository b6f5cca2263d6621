namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>How long an automatic choice may take: searching, blending and the refit together, as far as they can be foreseen; a candidate that has begun is finished.</summary>
/// <param name="Time">Time for all of it; not looked at where <paramref name="Steps"/> is given.</param>
/// <param name="Steps">Exactly so many candidates at most: the same search on every machine. Null to go by time.</param>
public sealed record SearchBudget(TimeSpan Time, int? Steps = null)
{
    /// <summary>60 seconds.</summary>
    public static SearchBudget Default { get; } = new(TimeSpan.FromSeconds(60));
}
