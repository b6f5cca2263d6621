using System.Numerics.Tensors;

namespace Kuajie.Algorithms.CrossDomain.EmbeddingMapping;

/// <summary>
/// A map from the factors of one source domain to those of the target, linear in each neighbourhood: W(s) = W₀ + Σ_c π_c(s) W_c with π a softmax of the
/// cosines between s and the neighbourhoods' centres. Centres are means of many users.
/// </summary>
internal sealed class FactorMap
{
    /// <summary>Sharpness of the softmax over cosines.</summary>
    public const float Sharpness = 8;

    private readonly int rank;
    private readonly ReadOnlyMemory<float> maps;
    private readonly ReadOnlyMemory<float> centers;

    /// <summary>Wraps ready parts.</summary>
    /// <param name="rank">Length of a factor on both sides.</param>
    /// <param name="maps">Shape (1 + neighbourhoods) × rank × rank: W₀, then each W_c; rows belong to the source.</param>
    /// <param name="centers">Shape neighbourhoods × rank: unit vectors.</param>
    public FactorMap(int rank, ReadOnlyMemory<float> maps, ReadOnlyMemory<float> centers)
    {
        this.rank = rank;
        this.maps = maps;
        this.centers = centers;
    }

    /// <summary>Shape (1 + neighbourhoods) × rank × rank.</summary>
    public ReadOnlyMemory<float> Maps => maps;

    /// <summary>Shape neighbourhoods × rank.</summary>
    public ReadOnlyMemory<float> Centers => centers;

    /// <summary>W(s) of one user as one matrix, shape rank × rank. O(neighbourhoods · rank²).</summary>
    public float[] Of(ReadOnlySpan<float> source)
    {
        var map = maps.Span[..(rank * rank)].ToArray();
        Span<float> shares = stackalloc float[centers.Length / rank];
        Shares(centers.Span, source, shares);
        for (var neighborhood = 0; neighborhood < shares.Length; neighborhood++)
        {
            TensorPrimitives.MultiplyAdd(maps.Span.Slice((neighborhood + 1) * map.Length, map.Length), shares[neighborhood], map, map);
        }
        return map;
    }

    /// <summary>π(s).</summary>
    /// <param name="centers">Shape neighbourhoods × rank: unit vectors.</param>
    /// <param name="source">Shape rank.</param>
    /// <param name="shares">Shape neighbourhoods; overwritten with shares that add up to 1.</param>
    public static void Shares(ReadOnlySpan<float> centers, ReadOnlySpan<float> source, Span<float> shares)
    {
        if (shares.Length == 0)
        {
            return;
        }
        var norm = TensorPrimitives.Norm(source);
        for (var neighborhood = 0; neighborhood < shares.Length; neighborhood++)
        {
            var center = centers.Slice(neighborhood * source.Length, source.Length);
            shares[neighborhood] = norm == 0 ? 0 : Sharpness * TensorPrimitives.Dot(center, source) / norm;
        }
        TensorPrimitives.SoftMax(shares, shares);
    }

    /// <summary>target += scale · sᵀ W.</summary>
    public static void Forward(ReadOnlySpan<float> map, ReadOnlySpan<float> source, float scale, Span<float> target)
    {
        for (var row = 0; row < source.Length; row++)
        {
            TensorPrimitives.MultiplyAdd(map.Slice(row * target.Length, target.Length), scale * source[row], target, target);
        }
    }

    /// <summary>source = scale · W target.</summary>
    public static void Backward(ReadOnlySpan<float> map, ReadOnlySpan<float> target, float scale, Span<float> source)
    {
        for (var row = 0; row < source.Length; row++)
        {
            source[row] = scale * TensorPrimitives.Dot(map.Slice(row * target.Length, target.Length), target);
        }
    }
}
