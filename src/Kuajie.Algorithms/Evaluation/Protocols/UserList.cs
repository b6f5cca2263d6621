namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>What a model recommended to one user and where it placed what the user chose.</summary>
/// <param name="User">Dataset user index.</param>
/// <param name="Segment">The user's segment by what training knows.</param>
/// <param name="Ranks">Ascending zero-based ranks of the held-out items among the candidates, halves for ties.</param>
/// <param name="CandidateCount">Number of candidates, held-out items included.</param>
/// <param name="Top">The first items of the list, best first, as many as the longest cutoff; equal scores in item order.</param>
public sealed record UserList(int User, UserSegment Segment, double[] Ranks, int CandidateCount, int[] Top);
