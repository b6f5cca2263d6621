namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>Where the time of an automatic choice went.</summary>
/// <param name="BudgetSeconds">What there was to spend, or null where the search went by steps.</param>
/// <param name="SearchSeconds">Training and ranking candidates.</param>
/// <param name="BlendSeconds">Finding and learning blends.</param>
/// <param name="RefitSeconds">Training what was chosen on all data; 0 until that is done.</param>
/// <param name="Continued">Candidates whose training went on from an earlier candidate's model.</param>
/// <param name="GivenUp">Candidates given up at a first look.</param>
public sealed record SearchSpending(
    double? BudgetSeconds,
    double SearchSeconds,
    double BlendSeconds,
    double RefitSeconds,
    int Continued,
    int GivenUp
);
