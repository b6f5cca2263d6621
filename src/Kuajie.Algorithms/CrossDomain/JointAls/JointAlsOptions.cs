using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.CrossDomain.JointAls;

/// <summary>Options of <see cref="JointAlsTrainer"/>.</summary>
public sealed record JointAlsOptions : ModelOptions
{
    /// <summary>Factor on all terms of domains other than the target, 0 … 100; 0 leaves them out. Default 0.3.</summary>
    public double OtherDomainWeight { get; init; } = 0.3;

    /// <summary>
    /// With three or more domains: the factor of each domain but the target, in the dataset's order, each 0 … 100. Empty (the default): they all have
    /// <see cref="OtherDomainWeight"/>.
    /// </summary>
    public IReadOnlyList<double> DomainWeights { get; init; } = [];

    /// <summary>Length of a factor, 1 … 1024. Default 64.</summary>
    public int Rank { get; init; } = 64;

    /// <summary>λ, 0.000001 … 1000. Default 0.01.</summary>
    public double Regularization { get; init; } = 0.01;

    /// <summary>α₀: weight of every user–item pair as an observation of zero, 0 … 10. Default 0.03.</summary>
    public double UnobservedWeight { get; init; } = 0.03;

    /// <summary>Sweeps over all users and items, 1 … 1000. Default 16.</summary>
    public int Sweeps { get; init; } = 16;

    /// <summary>
    /// How many of the sweeps run at smaller ranks first: the last number at half the rank, the one before it at a quarter, and so on, each 1 … 1000 and
    /// together fewer than the sweeps. Empty (the default): all sweeps at the full rank.
    /// </summary>
    public IReadOnlyList<int> GrowthSweeps { get; init; } = [];

    /// <summary>ν: regularisation of a row is λ · (its observed and unobserved weight)^ν, 0 … 2. Default 1.</summary>
    public double FrequencyExponent { get; init; } = 1;

    /// <summary>Confidence is (weight / the domain's mean weight)^this, 0 … 2; 0 ignores weights. Default 0.5.</summary>
    public double WeightExponent { get; init; } = 0.5;

    /// <summary>σ: factors start as N(0, σ / √rank), 0.000001 … 10. Default 0.1.</summary>
    public double InitialDeviation { get; init; } = 0.1;

    /// <summary>
    /// Which of several equal trainings this is, 0 … 1000: each begins at other factors, so that their mistakes differ and a blend of two averages them out.
    /// Default 0.
    /// </summary>
    public int Start { get; init; }

    /// <summary>How rows are solved in training. Default cg.</summary>
    public FactorSolver Solver { get; init; } = FactorSolver.Cg;

    /// <summary>Steps of the solver cg for each row and sweep, 1 … 100. Default 3.</summary>
    public int ConjugateSteps { get; init; } = 3;

    /// <summary>Coordinates that the solver subspace solves at once, 1 … 1024. Default 32.</summary>
    public int SubspaceSize { get; init; } = 32;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("otherDomainWeight", OtherDomainWeight, 0, 100),
            .. CrossDomain.DomainWeights.Faults(DomainWeights),
            .. OptionFault.OutsideRange("rank", Rank, 1, 1024),
            .. OptionFault.OutsideRange("regularization", Regularization, 1e-6, 1000),
            .. OptionFault.OutsideRange("unobservedWeight", UnobservedWeight, 0, 10),
            .. OptionFault.OutsideRange("sweeps", Sweeps, 1, 1000),
            .. Growth.Faults(),
            .. OptionFault.OutsideRange("frequencyExponent", FrequencyExponent, 0, 2),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
            .. OptionFault.OutsideRange("initialDeviation", InitialDeviation, 1e-6, 10),
            .. OptionFault.OutsideRange("start", Start, 0, 1000),
            .. OptionFault.OutsideRange("conjugateSteps", ConjugateSteps, 1, 100),
            .. OptionFault.OutsideRange("subspaceSize", SubspaceSize, 1, 1024),
        ];

    internal JointAlsOptions With(FactorGrowth growth) =>
        this with
        {
            Rank = growth.Rank,
            Sweeps = growth.Sweeps,
            GrowthSweeps = growth.Growth,
        };

    internal FactorGrowth Growth => new(Rank, Sweeps, GrowthSweeps);

    internal FactorizationSettings ToSettings() =>
        new(Rank, Regularization, UnobservedWeight, FrequencyExponent, WeightExponent, Solver, ConjugateSteps, SubspaceSize);
}
