namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>How a candidate did on the rows of <see cref="CandidateScreen"/>.</summary>
/// <param name="Natural">NDCG@10 of rows of users as they are.</param>
/// <param name="HitRate">HR@10 of the same.</param>
/// <param name="Cold">NDCG@10 of rows with hidden target history; empty where they are not looked at.</param>
internal sealed record CandidateLook(double[] Natural, double[] HitRate, double[] Cold);
