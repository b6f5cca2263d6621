using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// A change of basis for the factors of both sides at once, after which the shared part of one side's equations is tridiagonal: every score and every
/// regularisation stays as it was, and the product with the shared part, which each conjugate-gradient step takes once a row, no longer costs the rank
/// squared.
/// </summary>
internal static class FactorTurn
{
    private const int BlockRows = 1024;

    /// <summary>Whether the solver gains more from a tridiagonal shared part than turning the factors costs: 2 · rank² operations for each row of either side.</summary>
    /// <param name="settings">The solver, its steps and the rank.</param>
    /// <param name="solvedRows">Rows of the side that is solved.</param>
    /// <param name="allRows">Rows of both sides.</param>
    public static bool Pays(FactorizationSettings settings, long solvedRows, long allRows) =>
        settings.Solver == FactorSolver.Cg && solvedRows * (settings.ConjugateSteps + 1) > 2 * (allRows + (4 * settings.Rank));

    /// <summary>Turns factors into the basis: each row times the basis.</summary>
    /// <param name="factors">Shape rows × rank.</param>
    /// <param name="basis">Shape rank × rank, orthogonal.</param>
    /// <param name="rank">Length of a row.</param>
    /// <param name="run">Threads and cancellation.</param>
    public static void Apply(float[] factors, float[] basis, int rank, TrainingRun run) =>
        RowBlocks.ForEach(
            factors.Length / rank,
            BlockRows,
            run.Threads,
            () => (Scratch: new ProductScratch(1), Turned: new float[Math.Min(BlockRows * rank, factors.Length)]),
            (_, start, end, own) =>
            {
                var rows = end - start;
                var block = factors.AsMemory(start * rank, rows * rank);
                var turned = own.Turned.AsMemory(0, rows * rank);
                BlockedProduct.Compute(
                    SimdLevels.Best,
                    MatrixView.Of(block, rows, rank),
                    MatrixView.Of(basis, rank, rank),
                    MatrixView.Of(turned, rows, rank),
                    ProductMode.Set,
                    1,
                    run.Cancellation,
                    own.Scratch
                );
                turned.CopyTo(block);
            },
            run.Cancellation
        );
}
