using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>The similarities by which one domain's past interactions speak for target items.</summary>
/// <param name="Domain">Domain index of the past interactions.</param>
/// <param name="MeanWeight">Mean weight of that domain's interactions, to which confidences are relative.</param>
/// <param name="Similarities">Items of that domain × target items.</param>
internal sealed record NeighborBlock(int Domain, float MeanWeight, SparseMatrix Similarities);
