using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Bpr;

namespace Kuajie.Algorithms.CrossDomain.JointBpr;

/// <summary>Options of <see cref="JointBprTrainer"/>.</summary>
public sealed record JointBprOptions : ModelOptions
{
    /// <summary>w: factor on the confidences of the other domains' interactions in a user's factor, 0 … 100; 0 leaves them out. Default 0.5.</summary>
    public double OtherDomainWeight { get; init; } = 0.5;

    /// <summary>Length of a factor, 1 … 1024. Default 64.</summary>
    public int Rank { get; init; } = 64;

    /// <summary>Passes over all interactions, 1 … 10000. Default 40.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>η: step of the adaptive gradient, 0.0001 … 10. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>λ on every factor and bias met by a step, 0 … 10. Default 0.3.</summary>
    public double Regularization { get; init; } = 0.3;

    /// <summary>How items to compare with are drawn. Default uniform.</summary>
    public BprSampling Sampling { get; init; } = BprSampling.Uniform;

    /// <summary>Items compared with each interaction per epoch, 1 … 100. Default 2.</summary>
    public int Negatives { get; init; } = 2;

    /// <summary>α: a user's factor is the sum over the history divided by (its confidence)^α, 0 … 1; 1 is the mean. Default 0.5.</summary>
    public double HistoryExponent { get; init; } = 0.5;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [.. OptionFault.OutsideRange("otherDomainWeight", OtherDomainWeight, 0, 100), .. ToRanking().Faults()];

    internal BprOptions ToRanking() =>
        new()
        {
            Rank = Rank,
            Epochs = Epochs,
            LearningRate = LearningRate,
            Regularization = Regularization,
            Sampling = Sampling,
            Negatives = Negatives,
            HistoryExponent = HistoryExponent,
            WeightExponent = WeightExponent,
        };
}
