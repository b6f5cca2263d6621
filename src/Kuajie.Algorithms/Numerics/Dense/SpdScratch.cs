using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>Memory beside the matrix in <see cref="SpdSteps"/>.</summary>
internal sealed class SpdScratch(int order, int threads)
{
    private static readonly int PackedRows = Panels.Count(1, TileKernel.MostColumns) * TileKernel.MostColumns;

    /// <summary>Shape block × block: the pivot block's factor, then its inverse.</summary>
    public float[] Upper { get; } = new float[Block(order) * Block(order)];

    /// <summary>Shape block × block: inverse of the pivot block's lower factor.</summary>
    public float[] LowerInverse { get; } = new float[Block(order) * Block(order)];

    /// <summary>Shape order × block: the pivot's columns times the inverse factor.</summary>
    public float[] Columns { get; } = new float[(long)order * Block(order)];

    /// <summary>The same, packed.</summary>
    public AlignedFloats Packed { get; } = new((order + PackedRows) * Block(order));

    /// <summary>Packing memory.</summary>
    public ProductScratch Product { get; } = new(threads);

    /// <summary>Bytes of all of it.</summary>
    public static long Bytes(int order, int threads)
    {
        long block = Block(order);
        return (sizeof(float) * block * ((2 * block) + (2L * order) + PackedRows)) + ProductScratch.MostBytes(threads);
    }

    private static int Block(int order) => Math.Min(order, SpdSteps.BlockOrder);
}
