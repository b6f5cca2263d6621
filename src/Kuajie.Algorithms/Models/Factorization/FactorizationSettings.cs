namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>The numbers of the implicit objective that folding a user in needs as well as training, and how training solves rows.</summary>
/// <param name="Rank">Length of a factor.</param>
/// <param name="Regularization">λ.</param>
/// <param name="UnobservedWeight">α₀: weight of every user–item pair as an observation of zero.</param>
/// <param name="FrequencyExponent">ν: how regularisation grows with the weight of a row.</param>
/// <param name="WeightExponent">How confidence grows with an interaction's weight.</param>
/// <param name="Solver">How training solves a row.</param>
/// <param name="ConjugateSteps">Steps of <see cref="FactorSolver.Cg"/> for each row and sweep.</param>
/// <param name="SubspaceSize">Coordinates that <see cref="FactorSolver.Subspace"/> solves at once.</param>
internal readonly record struct FactorizationSettings(
    int Rank,
    double Regularization,
    double UnobservedWeight,
    double FrequencyExponent,
    double WeightExponent,
    FactorSolver Solver = FactorSolver.Cholesky,
    int ConjugateSteps = 3,
    int SubspaceSize = 32
)
{
    /// <summary>Regularisation of a row: λ · mass^ν.</summary>
    public float RidgeOf(double mass) => (float)(Regularization * Math.Pow(mass, FrequencyExponent));

    /// <summary>Confidence of each interaction: (weight / mean weight)^exponent.</summary>
    public void Confidences(ReadOnlySpan<float> weights, float meanWeight, Span<float> confidences) =>
        InteractionWeights.Confidences(weights, meanWeight, WeightExponent, confidences);
}
