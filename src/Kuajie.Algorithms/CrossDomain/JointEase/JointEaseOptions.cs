using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Ease;

namespace Kuajie.Algorithms.CrossDomain.JointEase;

/// <summary>Options of <see cref="JointEaseTrainer"/>.</summary>
public sealed record JointEaseOptions : ModelOptions
{
    /// <summary>Which items explain a target item. Default all.</summary>
    public JointEaseBlocks Blocks { get; init; } = JointEaseBlocks.All;

    /// <summary>w: factor on the columns of the other domains, 0 … 100: their weights bear a ridge of λ / w². 0 leaves them out. Default 1.</summary>
    public double OtherDomainWeight { get; init; } = 1;

    /// <summary>
    /// With three or more domains: the weight of each domain but the target, in the dataset's order, each 0 … 100. Empty (the default): they all have
    /// <see cref="OtherDomainWeight"/>.
    /// </summary>
    public IReadOnlyList<double> DomainWeights { get; init; } = [];

    /// <summary>λ: ridge on every weight, 0.001 … 1000000; confidences have a mean of about 1. Default 100.</summary>
    public double Regularization { get; init; } = 100;

    /// <summary>ν: the ridge of an explaining item is λ · (its energy / mean energy)^ν, −1 … 1. Default 0.</summary>
    public double ItemExponent { get; init; }

    /// <summary>γ: a user's row counts (energy / mean energy)^−γ, 0 … 2: users with long histories say less with each item. Default 0.</summary>
    public double UserExponent { get; init; }

    /// <summary>How the regression is solved. Default auto.</summary>
    public EaseForm Form { get; init; } = EaseForm.Auto;

    /// <summary>Weights kept for each target item, the largest by magnitude, 0 … 100000; 0 keeps all. Default 300.</summary>
    public int Neighbors { get; init; } = 300;

    /// <summary>Items that explain an item in the sparse form, 1 … 2000. Default 400.</summary>
    public int LocalItems { get; init; } = 400;

    /// <summary>Most memory for matrices in megabytes (2²⁰ bytes), 1 … 1000000. Default 4096.</summary>
    public int MemoryLimitMegabytes { get; init; } = 4096;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>β: the score is divided by (users of the item)^β, 0 … 1. Default 0.</summary>
    public double PopularityDamping { get; init; }

    /// <summary>ε: the score without evidence is ε · users of the item / users of the most popular item, 0 … 1. Default 0.05.</summary>
    public double PopularityPrior { get; init; } = 0.05;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. Blocks is JointEaseBlocks.All or JointEaseBlocks.Cross
                ? []
                : new[] { new OptionFault("blocks", $"{Blocks}", "all | cross") },
            .. OptionFault.OutsideRange("otherDomainWeight", OtherDomainWeight, 0, 100),
            .. CrossDomain.DomainWeights.Faults(DomainWeights),
            .. ToSettings().Faults(),
            .. OptionFault.OutsideRange("popularityDamping", PopularityDamping, 0, 1),
            .. OptionFault.OutsideRange("popularityPrior", PopularityPrior, 0, 1),
        ];

    internal RegressionSettings ToSettings() =>
        new(Form, Regularization, WeightExponent, ItemExponent, UserExponent, Neighbors, LocalItems, MemoryLimitMegabytes);
}
