using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>Everything a thread needs to solve rows.</summary>
internal sealed class RowScratch(FactorizationSettings settings)
{
    public GatheredRows Rows { get; } = new(settings.Rank);

    public IRowSolver Solver { get; } =
        settings.Solver switch
        {
            FactorSolver.Cg => new ConjugateRowSolver(SimdLevels.Best, settings.Rank, settings.ConjugateSteps),
            FactorSolver.Subspace => new SubspaceRowSolver(SimdLevels.Best, settings.Rank, settings.SubspaceSize),
            _ => new CholeskyRowSolver(SimdLevels.Best, settings.Rank),
        };

    public DualEquations Dual { get; } = new(settings.Rank);
}
