using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// The steps of <see cref="SpdMatrix"/> on one block of pivots. With the pivot block A_kk = L·Lᵀ and the other rows' columns A_ik, both operations form
/// V_i = A_ik·L⁻ᵀ and subtract V_i·V_jᵀ from A_ij, lower triangle only; they differ in the rows they take and in what they leave in the pivot's columns.
/// </summary>
internal sealed class SpdSteps(SimdLevel level, Memory<float> matrix, int order, int threads, CancellationToken cancellation)
{
    /// <summary>Pivots per step.</summary>
    public const int BlockOrder = 256;

    private const int MirrorRows = 64;
    private readonly SpdScratch scratch = new(order, threads);
    private readonly MatrixView whole = MatrixView.Of(matrix, order, order);
    private readonly float smallestPivot = SmallestPivot(matrix.Span, order);

    /// <summary>How many pivots were too small and were raised.</summary>
    public int RaisedPivots { get; private set; }

    /// <summary>One step of the inverse: A_kk := −A_kk⁻¹, A_ik := A_ik·A_kk⁻¹, A_ij := A_ij − A_ik·A_kk⁻¹·A_kj for all other rows.</summary>
    public void Sweep(int first)
    {
        var size = Math.Min(BlockOrder, order - first);
        FactorPivot(first, size);
        var columns = Columns(size);
        var (above, below) = (columns.Part(0, 0, first, size), columns.Part(first + size, 0, order - first - size, size));
        Multiply(whole.Part(first, 0, size, first).Transposed, LowerInverse(size).Transposed, above);
        Multiply(whole.Part(first + size, first, below.Rows, size), LowerInverse(size).Transposed, below);
        scratch.Columns.AsSpan(first * size, size * size).Clear();
        Subtract(0, columns);
        Multiply(LowerInverse(size).Transposed, above.Transposed, whole.Part(first, 0, size, first));
        Multiply(below, LowerInverse(size), whole.Part(first + size, first, below.Rows, size));
        Multiply(LowerInverse(size).Transposed, LowerInverse(size), whole.Part(first, first, size, size));
        Negate(first, size);
    }

    /// <summary>One step of the Cholesky factorization: A_kk := L, A_ik := A_ik·L⁻ᵀ, A_ij := A_ij − A_ik·A_jkᵀ for the rows below.</summary>
    public void Eliminate(int first)
    {
        var size = Math.Min(BlockOrder, order - first);
        FactorPivot(first, size);
        var below = Columns(size).Part(0, 0, order - first - size, size);
        var place = whole.Part(first + size, first, below.Rows, size);
        Multiply(place, LowerInverse(size).Transposed, below);
        Subtract(first + size, below);
        for (var row = 0; row < below.Rows; row++)
        {
            scratch.Columns.AsSpan(row * size, size).CopyTo(Row(first + size + row, first, size));
        }
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                Row(first + row, first, size)[column] = scratch.Upper[(column * size) + row];
            }
        }
    }

    /// <summary>Turns the swept lower triangle into the inverse: changes its sign and copies it above the diagonal.</summary>
    public void NegateAndMirror() =>
        WorkItems.ForEach(
            Panels.Count(order, MirrorRows),
            threads,
            (block, _) =>
            {
                var (first, end) = (block * MirrorRows, Math.Min((block + 1) * MirrorRows, order));
                for (var column = 0; column < end; column += MirrorRows)
                {
                    MirrorTile(first, end, column, Math.Min(column + MirrorRows, order));
                }
            },
            cancellation
        );

    private void MirrorTile(int firstRow, int endRow, int firstColumn, int endColumn)
    {
        ref var values = ref MemoryMarshal.GetReference(matrix.Span);
        for (var row = firstRow; row < endRow; row++)
        {
            for (var column = firstColumn; column < Math.Min(endColumn, row + 1); column++)
            {
                ref var lower = ref Unsafe.Add(ref values, ((nint)row * order) + column);
                lower = -lower;
                Unsafe.Add(ref values, ((nint)column * order) + row) = lower;
            }
        }
    }

    /// <summary>Factors the pivot block into <see cref="SpdScratch.Upper"/> = Lᵀ and inverts L into <see cref="SpdScratch.LowerInverse"/>.</summary>
    private void FactorPivot(int first, int size)
    {
        var upper = scratch.Upper.AsSpan(0, size * size);
        for (var row = 0; row < size; row++)
        {
            var source = Row(first + row, first, size);
            for (var column = 0; column <= row; column++)
            {
                upper[(column * size) + row] = source[column];
            }
        }
        RaisedPivots += Cholesky.Factor(upper, size, smallestPivot);
        var inverse = scratch.LowerInverse.AsSpan(0, size * size);
        inverse.Clear();
        for (var row = 0; row < size; row++)
        {
            var own = inverse.Slice(row * size, row + 1);
            own[row] = 1;
            for (var column = 0; column < row; column++)
            {
                SymmetricMatrix.AddScaledTail(
                    own[..(column + 1)],
                    inverse.Slice(column * size, column + 1),
                    -upper[(column * size) + row],
                    0
                );
            }
            var pivot = upper[(row * size) + row];
            for (var column = 0; column <= row; column++)
            {
                own[column] /= pivot;
            }
        }
    }

    /// <summary>A_ij −= V_i·V_jᵀ for rows from <paramref name="first"/> and columns from <paramref name="first"/> to the diagonal. Long rows start first.</summary>
    private void Subtract(int first, MatrixView rows)
    {
        BlockedProduct.PackShared(level, rows, scratch.Packed, threads, cancellation);
        var blocks = Panels.Count(rows.Rows, BlockedProduct.BlockRows);
        WorkItems.ForEach(
            blocks,
            threads,
            (item, worker) =>
            {
                var start = (blocks - 1 - item) * BlockedProduct.BlockRows;
                var count = Math.Min(BlockedProduct.BlockRows, rows.Rows - start);
                var left = scratch.Product.Left(worker, Panels.Length(BlockedProduct.BlockRows, rows.Columns, TileKernel.Rows(level)));
                Panels.Pack(rows, start, start + count, 0, rows.Columns, TileKernel.Rows(level), ref left.First);
                BlockedProduct.MultiplyPacked(
                    level,
                    ref left.First,
                    count,
                    ref scratch.Packed.First,
                    start + count,
                    rows.Columns,
                    ref whole.At(first + start, first),
                    order,
                    ProductMode.Subtract,
                    ProductPart.Lower,
                    start
                );
            },
            cancellation
        );
    }

    private void Negate(int first, int size)
    {
        for (var row = 0; row < size; row++)
        {
            foreach (ref var value in Row(first + row, first, size))
            {
                value = -value;
            }
        }
    }

    private void Multiply(MatrixView a, MatrixView b, MatrixView c) =>
        BlockedProduct.Compute(level, a, b, c, ProductMode.Set, threads, cancellation, scratch.Product);

    private MatrixView Columns(int size) => MatrixView.Of(scratch.Columns.AsMemory(0, order * size), order, size);

    private MatrixView LowerInverse(int size) => MatrixView.Of(scratch.LowerInverse.AsMemory(0, size * size), size, size);

    private Span<float> Row(int row, int column, int length) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix.Span), ((nint)row * order) + column), length);

    private static float SmallestPivot(ReadOnlySpan<float> matrix, int order)
    {
        var largest = 0f;
        for (var row = 0; row < order; row++)
        {
            largest = Math.Max(largest, matrix[(int)(row * (order + 1L))]);
        }
        return Math.Max(largest * order * 1.2e-7f, 1e-30f);
    }
}
