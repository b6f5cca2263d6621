using Kuajie.Algorithms.Evaluation.Selection;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>
/// How a time budget is divided: what blending and the refit will take is estimated from what candidates cost so far and kept back, so that the whole choice
/// ends near the budget. With a number of steps there is nothing to divide.
/// </summary>
internal sealed class SearchSchedule(SearchBudget budget, TimeProvider clock)
{
    /// <summary>A blend search weighs about so many combinations, each of which costs about as much as ranking the validation rows once.</summary>
    private const int BlendTrials = 16;

    /// <summary>Kinds that a gate of two blends usually has among its parts.</summary>
    private const int RefittedKinds = 5;

    private const double MostBlendShare = 0.25;
    private const double MostRefitShare = 0.35;
    private readonly long started = clock.GetTimestamp();

    /// <summary>Time since the search began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(started);

    /// <summary>Whether no further candidate is to begin.</summary>
    /// <param name="entries">What was measured so far.</param>
    public bool IsSearchOver(IReadOnlyList<LeaderboardEntry> entries) =>
        budget.Steps is { } steps
            ? entries.Count >= steps
            : Elapsed.TotalSeconds + Blending(entries) + Refit(entries) >= budget.Time.TotalSeconds;

    /// <summary>Whether no further part of a blend is to be tried.</summary>
    /// <param name="entries">What was measured.</param>
    public bool IsBlendingOver(IReadOnlyList<LeaderboardEntry> entries) =>
        budget.Steps is null && Elapsed.TotalSeconds + Refit(entries) >= budget.Time.TotalSeconds;

    /// <summary>Seconds to keep for blending.</summary>
    public double Blending(IReadOnlyList<LeaderboardEntry> entries) =>
        Math.Min(
            MostBlendShare * budget.Time.TotalSeconds,
            BlendTrials * entries.Where(entry => !entry.IsGivenUp).Select(entry => entry.ScoreSeconds).DefaultIfEmpty(0).Average()
        );

    /// <summary>Seconds to keep for training what was chosen once more.</summary>
    public double Refit(IReadOnlyList<LeaderboardEntry> entries) =>
        Math.Min(
            MostRefitShare * budget.Time.TotalSeconds,
            entries
                .Where(entry => !entry.IsGivenUp)
                .GroupBy(entry => entry.Candidate.Model, StringComparer.Ordinal)
                .Select(group => group.MaxBy(entry => entry.Merit)!)
                .OrderByDescending(entry => entry.Merit)
                .Take(RefittedKinds)
                .Sum(entry => entry.FullTrainSeconds)
        );
}
