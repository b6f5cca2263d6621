namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>One domain's part of an implicit factorisation as a user sees it: item factors and the weight of this domain's terms.</summary>
/// <param name="Domain">Domain index.</param>
/// <param name="Weight">Factor on the domain's observed and unobserved terms in a user's equations.</param>
/// <param name="MeanWeight">Mean weight of the domain's interactions, to which confidences are relative.</param>
/// <param name="Factors">Shape items × rank, row-major.</param>
/// <param name="Gram">Shape rank × rank: Gram matrix of the factors.</param>
internal sealed record FactorBlock(int Domain, float Weight, float MeanWeight, ReadOnlyMemory<float> Factors, ReadOnlyMemory<float> Gram);
