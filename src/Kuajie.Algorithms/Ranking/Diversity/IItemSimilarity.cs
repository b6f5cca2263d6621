namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>How alike the candidates of one list are. Safe to call from one thread.</summary>
public interface IItemSimilarity
{
    /// <summary>Number of candidates.</summary>
    int Count { get; }

    /// <summary>
    /// Similarity of two candidates by their places, symmetric, finite, 1 for a candidate and itself, usually 0 … 1. For <see cref="DeterminantalSelection"/>
    /// the matrix of all of them must be positive semidefinite, as that of a cosine is.
    /// </summary>
    double Of(int first, int second);
}
