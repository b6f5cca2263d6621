namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>Solves rows of a factorisation one after another; scratch of one thread.</summary>
internal interface IRowSolver
{
    /// <summary>
    /// Lowers Σ_k c_k (1 − f_k · x)² + xᵀ S x + ridge ‖x‖² over x, from the x at hand.
    /// </summary>
    /// <param name="rows">The regressors f and confidences c; their content may be changed.</param>
    /// <param name="shared">S.</param>
    /// <param name="ridge">Regularisation of the row.</param>
    /// <param name="factor">Shape rank: x, before and after.</param>
    /// <returns>The value reached.</returns>
    double Solve(GatheredRows rows, SharedPart shared, float ridge, Span<float> factor);
}
