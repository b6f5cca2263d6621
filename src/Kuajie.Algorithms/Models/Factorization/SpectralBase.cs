using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// The part of the normal equations that many rows share, Σ weight · Gram = Q Λ Qᵀ, and the other side's factors seen in the basis Q. There the shared
/// part plus any ridge is diagonal, so a row with few interactions costs their number squared times the rank, not the rank cubed.
/// </summary>
internal sealed class SpectralBase
{
    /// <summary>Beyond this rank the decomposition costs more than it saves.</summary>
    public const int MostRank = 256;

    private const int BlockRows = 256;
    private readonly int rank;
    private readonly float[] vectors;
    private readonly float[] transposedVectors;

    /// <summary>Decomposes the shared part and turns the factors of every block into its basis; null stays null.</summary>
    public SpectralBase(
        float[] shared,
        int rank,
        IReadOnlyList<ReadOnlyMemory<float>?> factors,
        int threads,
        CancellationToken cancellation
    )
    {
        this.rank = rank;
        var (values, transposed) = SymmetricEigen.Decompose(shared, rank);
        Values = Array.ConvertAll(values, value => (float)Math.Max(0, value));
        transposedVectors = Array.ConvertAll(transposed, value => (float)value);
        vectors = new float[transposedVectors.Length];
        for (var place = 0; place < vectors.Length; place++)
        {
            vectors[(place % rank * rank) + (place / rank)] = transposedVectors[place];
        }
        Factors = [.. factors.Select(block => block is null ? null : Turn(block.Value, threads, cancellation))];
    }

    /// <summary>Shape rank: Λ.</summary>
    public float[] Values { get; }

    /// <summary>Each block's factors in the basis Q.</summary>
    public IReadOnlyList<float[]?> Factors { get; }

    /// <summary>Q · turned: back into the ordinary basis.</summary>
    public void TurnBack(ReadOnlySpan<float> turned, Span<float> factor)
    {
        for (var place = 0; place < rank; place++)
        {
            factor[place] = TensorPrimitives.Dot(vectors.AsSpan(place * rank, rank), turned);
        }
    }

    private float[] Turn(ReadOnlyMemory<float> factors, int threads, CancellationToken cancellation)
    {
        var turned = new float[factors.Length];
        RowBlocks.ForEach(
            factors.Length / rank,
            BlockRows,
            threads,
            () => 0,
            (_, start, end, _) =>
            {
                for (var row = start; row < end; row++)
                {
                    var factor = factors.Span.Slice(row * rank, rank);
                    for (var place = 0; place < rank; place++)
                    {
                        turned[(row * rank) + place] = TensorPrimitives.Dot(transposedVectors.AsSpan(place * rank, rank), factor);
                    }
                }
            },
            cancellation
        );
        return turned;
    }
}
