namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>How a row of a factorisation is solved while the other side stands still. Folding a user into a trained model is always exact.</summary>
public enum FactorSolver
{
    /// <summary>A few conjugate-gradient steps from the row's last factor: rank² + rank · entries each. Fastest; sweeps together reach the exact solver's loss.</summary>
    Cg,

    /// <summary>Exact: normal equations and their Cholesky factorisation, rank² · entries + rank³ / 3; rows shorter than a third of the rank in the dual.</summary>
    Cholesky,

    /// <summary>One exact step for each block of coordinates in turn (iALS++): rank · (block + rank) · entries and no term in rank³. For large ranks.</summary>
    Subspace,
}
