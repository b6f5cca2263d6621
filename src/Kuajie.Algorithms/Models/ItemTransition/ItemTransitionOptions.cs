namespace Kuajie.Algorithms.Models.ItemTransition;

/// <summary>Options of <see cref="ItemTransitionTrainer"/>.</summary>
public sealed record ItemTransitionOptions : ModelOptions
{
    /// <summary>How many later times after an interaction still count as following it, 1 … 1000. Default 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>Each time skipped multiplies a transition by this, 0.01 … 1. Default 0.7.</summary>
    public double SkipDecay { get; init; } = 0.7;

    /// <summary>Days after which a transition counts half, 0 … 100000; 0 never forgets. Default 0.</summary>
    public double HalfLifeDays { get; init; }

    /// <summary>A past interaction of the asking user counts this to the power of the distinct later times, 0.01 … 1. Default 0.8.</summary>
    public double HistoryDecay { get; init; } = 0.8;

    /// <summary>The most following items kept for each item, 1 … 10000. Default 100.</summary>
    public int Neighbors { get; init; } = 100;

    /// <summary>Added to the number of an item's users in the denominator, 0 … 100000. Default 10.</summary>
    public double Shrinkage { get; init; } = 10;

    /// <summary>β: transitions to an item of n users are divided by n^β, 0 … 1. Default 0.3.</summary>
    public double PopularityExponent { get; init; } = 0.3;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.05.</summary>
    public double PopularityPrior { get; init; } = 0.05;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("window", Window, 1, 1000),
            .. OptionFault.OutsideRange("skipDecay", SkipDecay, 0.01, 1),
            .. OptionFault.OutsideRange("halfLifeDays", HalfLifeDays, 0, 100_000),
            .. OptionFault.OutsideRange("historyDecay", HistoryDecay, 0.01, 1),
            .. OptionFault.OutsideRange("neighbors", Neighbors, 1, 10_000),
            .. OptionFault.OutsideRange("shrinkage", Shrinkage, 0, 100_000),
            .. OptionFault.OutsideRange("popularityExponent", PopularityExponent, 0, 1),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
        ];
}
