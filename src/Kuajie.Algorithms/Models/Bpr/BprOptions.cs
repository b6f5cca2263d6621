namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>Options of <see cref="BprTrainer"/>.</summary>
public sealed record BprOptions : ModelOptions
{
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
        [
            .. OptionFault.OutsideRange("rank", Rank, 1, 1024),
            .. OptionFault.OutsideRange("epochs", Epochs, 1, 10_000),
            .. OptionFault.OutsideRange("learningRate", LearningRate, 1e-4, 10),
            .. OptionFault.OutsideRange("regularization", Regularization, 0, 10),
            .. Enum.IsDefined(Sampling) ? [] : new[] { new OptionFault("sampling", $"{Sampling}", "uniform | popularity | adaptive") },
            .. OptionFault.OutsideRange("negatives", Negatives, 1, 100),
            .. OptionFault.OutsideRange("historyExponent", HistoryExponent, 0, 1),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
        ];
}
