namespace Kuajie.Algorithms.Ranking.Diversity;

/// <summary>How a list is to be made diverse.</summary>
/// <param name="Method">By which method.</param>
/// <param name="Strength">0: the list stays as it is … 1: diversity alone.</param>
public sealed record ListDiversity(DiversityMethod Method, double Strength)
{
    /// <summary>
    /// How many candidates a list of some length is chosen from: ten times as many, at least 100 and at most 1,000 more. Beyond them relevance is too low to be worth a place for the sake
    /// of variety, and the cost stays small.
    /// </summary>
    public static int PoolFor(int count) => Math.Max(100, Math.Min(10 * count, count + 1000));

    /// <summary>As on the command line, for example <c>mmr:0.3</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{(Method == DiversityMethod.Calibrated ? "calibrated" : Method == DiversityMethod.Dpp ? "dpp" : "mmr")}:{Strength}"
        );
}

/// <summary>Methods of re-ranking for diversity.</summary>
public enum DiversityMethod
{
    /// <summary><see cref="MaximalMarginalRelevance"/>.</summary>
    Mmr = 1,

    /// <summary><see cref="DeterminantalSelection"/>.</summary>
    Dpp = 2,

    /// <summary><see cref="CalibratedSelection"/>.</summary>
    Calibrated = 3,
}
