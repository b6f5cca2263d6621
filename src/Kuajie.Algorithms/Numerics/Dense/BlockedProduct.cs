using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// The loops around <see cref="TileKernel"/>: blocks of A that stay in the second cache, panels of B that stay in the first, both packed (Goto and van
/// de Geijn 2008). Block sizes do not depend on the level or on the number of threads, and sums over the inner index are cut at multiples of
/// <see cref="BlockDepth"/>, so the result is the same bit by bit for every level and any number of threads.
/// </summary>
internal static class BlockedProduct
{
    /// <summary>Inner indexes per block.</summary>
    public const int BlockDepth = 256;

    /// <summary>Rows of A per block, a multiple of every tile's rows: 96 × 256 floats are a tenth of a megabyte.</summary>
    public const int BlockRows = 96;

    /// <summary>Columns of B per block.</summary>
    public const int BlockColumns = 2048;

    /// <summary>Packed numbers of B that the second cache holds beside A: then tiles run along rows of C, which are written in one go.</summary>
    private const int NearNumbers = 1 << 18;

    /// <summary>C := A·B, C + A·B or C − A·B. C must not overlap A or B.</summary>
    public static void Compute(
        SimdLevel level,
        MatrixView a,
        MatrixView b,
        MatrixView c,
        ProductMode mode,
        int threads,
        CancellationToken cancellation,
        ProductScratch? scratch = null
    )
    {
        if (a.Columns == 0 && mode == ProductMode.Set)
        {
            Clear(c);
        }
        var columns = TileKernel.Columns(level);
        var depth = Math.Min(BlockDepth, a.Columns);
        scratch ??= new ProductScratch(threads);
        var packedB = scratch.Right(Panels.Length(Math.Min(BlockColumns, b.Columns), depth, columns));
        for (var column = 0; column < b.Columns; column += BlockColumns)
        {
            var width = Math.Min(BlockColumns, b.Columns - column);
            for (var inner = 0; inner < a.Columns; inner += BlockDepth)
            {
                var slice = b.Part(inner, column, Math.Min(BlockDepth, a.Columns - inner), width).Transposed;
                PackShared(level, slice, packedB, threads, cancellation);
                var blockMode = inner == 0 || mode == ProductMode.Subtract ? mode : ProductMode.Add;
                var left = a.Part(0, inner, a.Rows, slice.Columns);
                var into = c.Part(0, column, c.Rows, width);
                WorkItems.ForEach(
                    Panels.Count(a.Rows, BlockRows),
                    threads,
                    (block, worker) =>
                    {
                        var own = scratch.Left(worker, Panels.Length(Math.Min(BlockRows, left.Rows), depth, TileKernel.Rows(level)));
                        MultiplyRows(level, left, block, own, packedB, into, blockMode);
                    },
                    cancellation
                );
            }
        }
    }

    /// <summary>Multiplies packed rows by packed columns tile by tile.</summary>
    /// <param name="level">The width.</param>
    /// <param name="a">Packed rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="b">Packed columns.</param>
    /// <param name="columns">How many.</param>
    /// <param name="depth">Length of the inner index.</param>
    /// <param name="c">First element of the result.</param>
    /// <param name="stride">Distance between rows of the result.</param>
    /// <param name="mode">Set, add or subtract.</param>
    /// <param name="part">Whole, or the lower triangle: tiles wholly above the diagonal are left out.</param>
    /// <param name="diagonal">Row r of the result is row r + diagonal of the matrix whose triangle is meant.</param>
    [SkipLocalsInit]
    public static void MultiplyPacked(
        SimdLevel level,
        ref float a,
        int rows,
        ref float b,
        int columns,
        int depth,
        ref float c,
        nint stride,
        ProductMode mode,
        ProductPart part = ProductPart.Whole,
        int diagonal = 0
    )
    {
        var (tileRows, tileColumns) = (TileKernel.Rows(level), TileKernel.Columns(level));
        Span<float> edge = stackalloc float[TileKernel.MostRows * TileKernel.MostColumns];
        if (part == ProductPart.Whole && (long)columns * depth <= NearNumbers)
        {
            for (var row = 0; row < rows; row += tileRows)
            {
                ref var own = ref Unsafe.Add(ref a, (nint)row * depth);
                var height = Math.Min(tileRows, rows - row);
                for (var column = 0; column < columns; column += tileColumns)
                {
                    ref var panel = ref Unsafe.Add(ref b, (nint)column * depth);
                    ref var into = ref Unsafe.Add(ref c, (row * stride) + column);
                    var width = Math.Min(tileColumns, columns - column);
                    MultiplyTile(level, ref own, tileRows, ref panel, tileColumns, depth, ref into, stride, mode, height, width, edge);
                }
            }
            return;
        }
        for (var column = 0; column < columns; column += tileColumns)
        {
            ref var panel = ref Unsafe.Add(ref b, (nint)column * depth);
            var width = Math.Min(tileColumns, columns - column);
            var firstRow = part == ProductPart.Lower ? Math.Max(0, column - diagonal - tileRows + 1) : 0;
            for (var row = Panels.Count(firstRow, tileRows) * tileRows; row < rows; row += tileRows)
            {
                ref var own = ref Unsafe.Add(ref a, (nint)row * depth);
                ref var into = ref Unsafe.Add(ref c, (row * stride) + column);
                var height = Math.Min(tileRows, rows - row);
                MultiplyTile(level, ref own, tileRows, ref panel, tileColumns, depth, ref into, stride, mode, height, width, edge);
            }
        }
    }

    /// <summary>
    /// The upper triangle of a square result from rows as they lie in memory, one for each inner index: C[i, j] over k of a[k, i] · b[k, j]. Both may be
    /// the same. Behind each row as many numbers as a tile has may be read, what they are does not matter.
    /// </summary>
    /// <param name="level">The width.</param>
    /// <param name="a">First row of A.</param>
    /// <param name="b">First row of B.</param>
    /// <param name="rowStride">Distance between rows of A, and of B.</param>
    /// <param name="order">Order of the result.</param>
    /// <param name="depth">Number of rows.</param>
    /// <param name="c">Shape order × order; what lies below the diagonal is scratch.</param>
    /// <param name="mode">Set, add or subtract.</param>
    [SkipLocalsInit]
    public static void MultiplyUpper(
        SimdLevel level,
        ref float a,
        ref float b,
        nint rowStride,
        int order,
        int depth,
        ref float c,
        ProductMode mode
    )
    {
        var (tileRows, tileColumns) = (TileKernel.Rows(level), TileKernel.Columns(level));
        Span<float> edge = stackalloc float[TileKernel.MostRows * TileKernel.MostColumns];
        for (var column = 0; column < order; column += tileColumns)
        {
            var width = Math.Min(tileColumns, order - column);
            for (var row = 0; row < column + width; row += tileRows)
            {
                ref var into = ref Unsafe.Add(ref c, ((nint)row * order) + column);
                var height = Math.Min(tileRows, order - row);
                MultiplyTile(
                    level,
                    ref Unsafe.Add(ref a, row),
                    rowStride,
                    ref Unsafe.Add(ref b, column),
                    rowStride,
                    depth,
                    ref into,
                    order,
                    mode,
                    height,
                    width,
                    edge
                );
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyTile(
        SimdLevel level,
        ref float a,
        nint aStride,
        ref float b,
        nint bStride,
        int depth,
        ref float c,
        nint stride,
        ProductMode mode,
        int height,
        int width,
        Span<float> edge
    )
    {
        var tileColumns = TileKernel.Columns(level);
        if (width == tileColumns && height == TileKernel.Rows(level))
        {
            Prefetch(ref c, stride, height, width);
            TileKernel.Multiply(level, ref a, aStride, ref b, bStride, depth, ref c, stride, mode);
        }
        else
        {
            TileKernel.Multiply(level, ref a, aStride, ref b, bStride, depth, ref edge[0], tileColumns, ProductMode.Set);
            Finish(edge, tileColumns, height, width, ref c, stride, mode);
        }
    }

    /// <summary>Fetches a tile of the result into the caches while the tile is computed; it would be waited for otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref float c, nint stride, int rows, int columns)
    {
        if (!Sse.IsSupported)
        {
            return;
        }
        for (var row = 0; row < rows; row++)
        {
            var line = (float*)Unsafe.AsPointer(ref Unsafe.Add(ref c, row * stride));
            for (var column = 0; column < columns; column += 16)
            {
                Sse.Prefetch0(line + column);
            }
        }
    }

    /// <summary>Packs all rows of a matrix, panels shared out over threads.</summary>
    public static void PackShared(SimdLevel level, MatrixView rows, AlignedFloats packed, int threads, CancellationToken cancellation)
    {
        const int PanelsPerPiece = 8;
        var columns = TileKernel.Columns(level);
        var pieceRows = PanelsPerPiece * columns;
        WorkItems.ForEach(
            Panels.Count(rows.Rows, pieceRows),
            threads,
            (piece, _) =>
            {
                var first = piece * pieceRows;
                var end = Math.Min(first + pieceRows, rows.Rows);
                Panels.Pack(rows, first, end, 0, rows.Columns, columns, ref Unsafe.Add(ref packed.First, (nint)first * rows.Columns));
            },
            cancellation
        );
    }

    private static void MultiplyRows(
        SimdLevel level,
        MatrixView a,
        int block,
        AlignedFloats packedA,
        AlignedFloats packedB,
        MatrixView c,
        ProductMode mode
    )
    {
        var first = block * BlockRows;
        var rows = Math.Min(BlockRows, a.Rows - first);
        Panels.Pack(a, first, first + rows, 0, a.Columns, TileKernel.Rows(level), ref packedA.First);
        MultiplyPacked(
            level,
            ref packedA.First,
            rows,
            ref packedB.First,
            c.Columns,
            a.Columns,
            ref c.At(first, 0),
            (nint)c.RowStride,
            mode
        );
    }

    private static void Finish(ReadOnlySpan<float> tile, int tileColumns, int rows, int columns, ref float c, nint stride, ProductMode mode)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var value = tile[(row * tileColumns) + column];
                ref var into = ref Unsafe.Add(ref c, (row * stride) + column);
                into = mode switch
                {
                    ProductMode.Add => into + value,
                    ProductMode.Subtract => into - value,
                    _ => value,
                };
            }
        }
    }

    private static void Clear(MatrixView c)
    {
        for (var row = 0; row < c.Rows; row++)
        {
            for (var column = 0; column < c.Columns; column++)
            {
                c.At(row, column) = 0;
            }
        }
    }
}
