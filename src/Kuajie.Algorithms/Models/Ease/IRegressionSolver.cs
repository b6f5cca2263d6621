namespace Kuajie.Algorithms.Models.Ease;

/// <summary>Computes G = Xᵀ (λI + XXᵀ)⁻¹ T for sixteen target items at a time. Safe to call from many threads with a scratch each.</summary>
internal interface IRegressionSolver
{
    /// <summary>Fills <see cref="RegressionScratch.Weights"/> with the columns of G of <paramref name="count"/> targets from <paramref name="first"/> on.</summary>
    void Solve(int first, int count, RegressionScratch scratch);
}
