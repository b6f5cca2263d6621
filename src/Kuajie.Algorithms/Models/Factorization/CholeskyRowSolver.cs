using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>The exact solution by the normal equations and their Cholesky factorisation.</summary>
internal sealed class CholeskyRowSolver(SimdLevel level, int rank) : IRowSolver
{
    private readonly PaddedEquations equations = new(level, rank);

    /// <inheritdoc/>
    public double Solve(GatheredRows rows, SharedPart shared, float ridge, Span<float> factor)
    {
        equations.Factor(rows, ref shared.Padded, ridge);
        // At the solution the objective is Σ c − b · x.
        return rows.Mass - equations.Solution(factor);
    }
}
