namespace Kuajie.Algorithms.Models.ExplicitFactorization;

/// <summary>Options of <see cref="ExplicitFactorizationTrainer"/>.</summary>
public sealed record ExplicitFactorizationOptions : ModelOptions
{
    /// <summary>Length of a factor beside the bias, 0 … 1024; 0 leaves global, item and user bias: the baseline of ratings. Default 16.</summary>
    public int Rank { get; init; } = 16;

    /// <summary>λ on factors, 0.000001 … 1000. Default 2.</summary>
    public double Regularization { get; init; } = 2;

    /// <summary>ν: the ridge on a row's factor is λ · (its number of ratings)^ν, 0 … 2; 1 is ALS-WR. Default 0.5.</summary>
    public double FrequencyExponent { get; init; } = 0.5;

    /// <summary>λ_b on biases: as many ratings of the mean pull at every bias, 0 … 1000. Default 2.</summary>
    public double BiasRegularization { get; init; } = 2;

    /// <summary>Sweeps over all users and items, 1 … 1000. Default 15.</summary>
    public int Sweeps { get; init; } = 15;

    /// <summary>ω: an item speaks for a user with weight (its ratings / mean)^−ω, 0 … 1. Default 0.</summary>
    public double ItemWeightExponent { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("rank", Rank, 0, 1024),
            .. OptionFault.OutsideRange("regularization", Regularization, 1e-6, 1000),
            .. OptionFault.OutsideRange("frequencyExponent", FrequencyExponent, 0, 2),
            .. OptionFault.OutsideRange("biasRegularization", BiasRegularization, 0, 1000),
            .. OptionFault.OutsideRange("sweeps", Sweeps, 1, 1000),
            .. OptionFault.OutsideRange("itemWeightExponent", ItemWeightExponent, 0, 1),
        ];
}
