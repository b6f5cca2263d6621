using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>Packing memory of <see cref="BlockedProduct"/>, kept between products so that many small ones allocate once.</summary>
internal sealed class ProductScratch(int threads)
{
    private readonly AlignedFloats?[] left = new AlignedFloats?[Math.Max(1, threads)];
    private AlignedFloats? right;

    /// <summary>Memory of a worker's rows.</summary>
    public AlignedFloats Left(int worker, long length) => left[worker] = AtLeast(left[worker], length);

    /// <summary>Memory of the columns that all workers share.</summary>
    public AlignedFloats Right(long length) => right = AtLeast(right, length);

    /// <summary>The most bytes that products of any shape make it hold.</summary>
    public static long MostBytes(int threads) =>
        sizeof(float)
        * (
            Panels.Length(BlockedProduct.BlockColumns, BlockedProduct.BlockDepth, TileKernel.MostColumns)
            + (Math.Max(1, threads) * Panels.Length(BlockedProduct.BlockRows, BlockedProduct.BlockDepth, TileKernel.MostRows))
        );

    private static AlignedFloats AtLeast(AlignedFloats? memory, long length) =>
        memory?.Length >= length ? memory : new AlignedFloats(checked((int)length));
}
