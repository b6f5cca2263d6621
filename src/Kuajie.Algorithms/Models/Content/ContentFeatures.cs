using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Content;

/// <summary>Brings terms and vectors of items onto one scale: together each item has length one, vectors having a share of its square.</summary>
internal static class ContentFeatures
{
    /// <summary>The scaled content of a domain.</summary>
    /// <param name="domain">A domain with content.</param>
    /// <param name="index">Its index.</param>
    /// <param name="terms">Its terms, perhaps changed.</param>
    /// <param name="vectorShare">Share of vectors in the cosine of items that have both.</param>
    /// <param name="usesVectors">Whether vectors are compared at all.</param>
    /// <param name="weight">How much the past in this domain counts.</param>
    public static ContentBlock BlockOf(
        DomainInteractions domain,
        int index,
        SparseMatrix terms,
        double vectorShare,
        bool usesVectors,
        double weight
    )
    {
        var content = domain.Content!;
        var length = usesVectors ? content.VectorLength : 0;
        var vectors = length == 0 ? [] : content.Vectors.ToArray();
        var values = terms.Values.ToArray();
        for (var item = 0; item < terms.RowCount; item++)
        {
            var row = values.AsSpan(terms.RowOffsets.Span[item], terms.RowLength(item));
            var vector = vectors.AsSpan(item * length, length);
            var (termNorm, vectorNorm) = (TensorPrimitives.Norm(row), TensorPrimitives.Norm(vector));
            var ofVector =
                vectorNorm == 0 ? 0
                : termNorm == 0 ? 1
                : vectorShare;
            Scale(row, termNorm, 1 - ofVector);
            Scale(vector, vectorNorm, ofVector);
        }
        var meanWeight = InteractionWeights.Mean(domain.Interactions.Values.Span);
        return new ContentBlock(index, (float)weight, meanWeight, terms.WithValues(values), vectors, length);
    }

    /// <summary>Throws where nothing is known of what the items are about.</summary>
    /// <exception cref="MissingContentException">The domain has no content.</exception>
    public static void ThrowIfUnknown(DomainInteractions domain, string model)
    {
        if (!domain.HasContent)
        {
            throw new MissingContentException(model, domain.Domain);
        }
    }

    private static void Scale(Span<float> part, float norm, double share)
    {
        if (norm > 0)
        {
            TensorPrimitives.Multiply(part, (float)(Math.Sqrt(share) / norm), part);
        }
    }
}
