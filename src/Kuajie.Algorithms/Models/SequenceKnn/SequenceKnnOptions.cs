using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.SequenceKnn;

/// <summary>Options of <see cref="SequenceKnnTrainer"/>.</summary>
public sealed record SequenceKnnOptions : ModelOptions
{
    /// <summary>The most sessions that speak for a list, 1 … 10000. Default 200.</summary>
    public int Neighbors { get; init; } = 200;

    /// <summary>A pause longer than this many days begins a new session, 0 … 100000; 0 never cuts. Default 30.</summary>
    public double SessionGapDays { get; init; } = 30;

    /// <summary>Days after which a session counts half, 0 … 100000; 0 never forgets. Default 0.</summary>
    public double HalfLifeDays { get; init; }

    /// <summary>A past interaction of the asking user counts this to the power of the distinct later times, 0.01 … 1. Default 0.8.</summary>
    public double HistoryDecay { get; init; } = 0.8;

    /// <summary>Added to the similarity's denominator, 0 … 1000. Default 0.5.</summary>
    public double Shrinkage { get; init; } = 0.5;

    /// <summary>γ: sharing an item of n sessions counts n^−γ, 0 … 1. Default 0.4.</summary>
    public double RarityExponent { get; init; } = 0.4;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.05.</summary>
    public double PopularityPrior { get; init; } = 0.05;

    internal RowNeighborSettings Settings => new(Neighbors, Shrinkage, RarityExponent, WeightExponent, HistoryDecay);

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("neighbors", Neighbors, 1, 10_000),
            .. OptionFault.OutsideRange("sessionGapDays", SessionGapDays, 0, 100_000),
            .. OptionFault.OutsideRange("halfLifeDays", HalfLifeDays, 0, 100_000),
            .. OptionFault.OutsideRange("historyDecay", HistoryDecay, 0.01, 1),
            .. OptionFault.OutsideRange("shrinkage", Shrinkage, 0, 1000),
            .. OptionFault.OutsideRange("rarityExponent", RarityExponent, 0, 1),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
        ];
}
