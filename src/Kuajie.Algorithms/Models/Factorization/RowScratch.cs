using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>Everything a thread needs to solve rows.</summary>
internal sealed class RowScratch(FactorizationSettings settings)
{
    public GatheredRows Rows { get; } = new(settings.Rank);

    public IRowSolver Solver { get; } =
        settings.Solver == FactorSolver.Subspace
            ? new SubspaceRowSolver(SimdLevels.Best, settings.Rank, settings.SubspaceSize)
            : new CholeskyRowSolver(SimdLevels.Best, settings.Rank);

    public NarrowRegressors NarrowRows { get; } = new(settings.Rank);

    public ConjugateRowSolver Conjugate { get; } = new(SimdLevels.Best, settings.Rank, settings.ConjugateSteps);

    public DualEquations Dual { get; } = new(settings.Rank);
}
