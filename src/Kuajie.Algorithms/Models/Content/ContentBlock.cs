using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Content;

/// <summary>What a content model holds of one domain.</summary>
/// <param name="Domain">Index of the domain.</param>
/// <param name="Weight">How much the user's past in this domain counts.</param>
/// <param name="MeanWeight">Mean weight of the domain's interactions in training.</param>
/// <param name="Terms">Items × vocabulary, scaled so that a row's product with another's is their share of the cosine.</param>
/// <param name="Vectors">Shape items × <paramref name="VectorLength"/>, scaled likewise; empty without vectors.</param>
/// <param name="VectorLength">Length of a vector; 0 without.</param>
internal sealed record ContentBlock(
    int Domain,
    float Weight,
    float MeanWeight,
    SparseMatrix Terms,
    ReadOnlyMemory<float> Vectors,
    int VectorLength
)
{
    /// <summary>The vector of an item; empty without vectors.</summary>
    public ReadOnlySpan<float> Vector(int item) => Vectors.Span.Slice(item * VectorLength, VectorLength);
}
