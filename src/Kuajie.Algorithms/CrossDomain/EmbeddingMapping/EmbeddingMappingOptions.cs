using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ImplicitAls;

namespace Kuajie.Algorithms.CrossDomain.EmbeddingMapping;

/// <summary>Options of <see cref="EmbeddingMappingTrainer"/>.</summary>
public sealed record EmbeddingMappingOptions : ModelOptions
{
    /// <summary>K: neighbourhoods of the source space with a map of their own beside the common one, 0 … 256; 0 is one ridge map for all. Default 0.</summary>
    public int Neighborhoods { get; init; }

    /// <summary>τ: how much the mapped factor weighs against a user's own target interactions, 0 … 100. Default 0.5.</summary>
    public double PriorWeight { get; init; } = 0.5;

    /// <summary>
    /// With three or more domains: what an interaction in each domain but the target counts when the domains' mapped factors are averaged, in the dataset's
    /// order, each 0 … 100. Empty (the default): all the same.
    /// </summary>
    public IReadOnlyList<double> DomainWeights { get; init; } = [];

    /// <summary>Length of a factor in every domain, 1 … 1024. Default 64.</summary>
    public int Rank { get; init; } = 64;

    /// <summary>λ of the factorisations, 0.000001 … 1000. Default 0.01.</summary>
    public double Regularization { get; init; } = 0.01;

    /// <summary>α₀ of the factorisations: weight of every user–item pair as an observation of zero, 0 … 10. Default 0.03.</summary>
    public double UnobservedWeight { get; init; } = 0.03;

    /// <summary>Sweeps of the factorisations, 1 … 1000. Default 16.</summary>
    public int Sweeps { get; init; } = 16;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("neighborhoods", Neighborhoods, 0, 256),
            .. OptionFault.OutsideRange("priorWeight", PriorWeight, 0, 100),
            .. CrossDomain.DomainWeights.Faults(DomainWeights),
            .. ToFactorization().Faults(),
        ];

    internal ImplicitAlsOptions ToFactorization() =>
        new()
        {
            Rank = Rank,
            Regularization = Regularization,
            UnobservedWeight = UnobservedWeight,
            Sweeps = Sweeps,
            WeightExponent = WeightExponent,
        };
}
