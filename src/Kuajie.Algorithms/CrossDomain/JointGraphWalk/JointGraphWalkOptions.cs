using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.JointGraphWalk;

/// <summary>Options of <see cref="JointGraphWalkTrainer"/>.</summary>
public sealed record JointGraphWalkOptions : ModelOptions
{
    /// <summary>What walks from items of other domains count beside walks from the target's own, 0 … 100. Default 1.</summary>
    public double OtherDomainWeight { get; init; } = 1;

    /// <summary>
    /// With three or more domains: the weight of each domain but the target, in the dataset's order, each 0 … 100. Empty (the default): they all have
    /// <see cref="OtherDomainWeight"/>.
    /// </summary>
    public IReadOnlyList<double> DomainWeights { get; init; } = [];

    /// <summary>α: transition probabilities are raised to this power before they are multiplied, 0.1 … 2. Default 0.4.</summary>
    public double Alpha { get; init; } = 0.4;

    /// <summary>β: what is reached is divided by (users of the item)^β, 0 … 1.5. Default 0.</summary>
    public double Beta { get; init; }

    /// <summary>The most target items kept that each past item leads to, 1 … 10000. Default 200.</summary>
    public int Neighbors { get; init; } = 200;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.15.</summary>
    public double PopularityPrior { get; init; } = 0.15;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("otherDomainWeight", OtherDomainWeight, 0, 100),
            .. CrossDomain.DomainWeights.Faults(DomainWeights),
            .. OptionFault.OutsideRange("alpha", Alpha, 0.1, 2),
            .. OptionFault.OutsideRange("beta", Beta, 0, 1.5),
            .. OptionFault.OutsideRange("neighbors", Neighbors, 1, 10_000),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
        ];
}
