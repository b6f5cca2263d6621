using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Platform.Training.Speed;

/// <summary>
/// Floating-point operations that a sweep of implicit ALS needs by its formulas, a multiply-add counting two; what an implementation does beside that
/// (padding, copying, the far half of symmetric matrices) does not count. r is the rank, E the pairs, each visited from both sides, R users plus items.
/// </summary>
public static class AlsFlops
{
    /// <summary>
    /// Cg with s steps: (s + 1) (2E · 4r + R · 2r²) + R · r² for the Gram matrices. Cholesky: 2E (r² + 3r) + R (r³ / 3 + 2r²) + R · r². Subspace with
    /// blocks of b: 2E (6r + r · b) + R (2r² + r (b² / 3 + 2b)) + R · r².
    /// </summary>
    public static double PerSweep(FactorSolver solver, int rank, long pairs, long rows, int conjugateSteps, int subspaceSize)
    {
        var (r, e, n) = ((double)rank, 2.0 * pairs, (double)rows);
        var b = Math.Min(subspaceSize, r);
        var gram = n * r * r;
        return gram
            + solver switch
            {
                FactorSolver.Cg => (conjugateSteps + 1) * ((e * 4 * r) + (n * 2 * r * r)),
                FactorSolver.Cholesky => (e * ((r * r) + (3 * r))) + (n * ((r * r * r / 3) + (2 * r * r))),
                _ => (e * ((6 * r) + (r * b))) + (n * ((2 * r * r) + (r * ((b * b / 3) + (2 * b))))),
            };
    }
}
