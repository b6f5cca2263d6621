namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>How far a selection has come.</summary>
/// <param name="CandidatesDone">Candidates trained and measured.</param>
/// <param name="CandidatesTotal">Candidates in all.</param>
/// <param name="Latest">The entry just measured.</param>
public sealed record SelectionProgress(int CandidatesDone, int CandidatesTotal, LeaderboardEntry Latest);
