using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// Kernels on symmetric matrices of small order, stored as order × order row-major of which only the upper triangle counts; what lies below the
/// diagonal is scratch. Four outer products are added per pass, so that each element is loaded and stored once for four multiply-adds.
/// </summary>
public static class SymmetricMatrix
{
    private const int GramBlockRows = 4096;

    /// <summary>matrix += Σ_k scales[k] · f_k f_kᵀ where f_k is row indexes[k] of <paramref name="factors"/>. O(indexes · order²).</summary>
    /// <param name="matrix">Shape order × order, upper triangle.</param>
    /// <param name="order">Order of the matrix and length of a factor row.</param>
    /// <param name="factors">Row-major rows of <paramref name="order"/> numbers.</param>
    /// <param name="indexes">Rows to add.</param>
    /// <param name="scales">Shape indexes.</param>
    public static void AddOuterProducts(
        Span<float> matrix,
        int order,
        ReadOnlySpan<float> factors,
        ReadOnlySpan<int> indexes,
        ReadOnlySpan<float> scales
    )
    {
        CheckSquare(matrix.Length, order);
        var entry = 0;
        for (; entry + 4 <= indexes.Length; entry += 4)
        {
            AddFour(
                matrix,
                order,
                Row(factors, indexes[entry], order),
                Row(factors, indexes[entry + 1], order),
                Row(factors, indexes[entry + 2], order),
                Row(factors, indexes[entry + 3], order),
                scales.Slice(entry, 4)
            );
        }
        for (; entry < indexes.Length; entry++)
        {
            AddOne(matrix, order, Row(factors, indexes[entry], order), scales[entry]);
        }
    }

    /// <summary>The Gram matrix FᵀF of row-major factors, both triangles filled. Blocks of rows are summed in fixed order. O(rows · order²).</summary>
    /// <param name="factors">Shape rows × order.</param>
    /// <param name="order">Length of a row.</param>
    /// <param name="threads">The most threads to use; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    public static float[] Gram(ReadOnlyMemory<float> factors, int order, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        var rowCount = factors.Length / order;
        var partials = new float[RowBlocks.Count(rowCount, GramBlockRows)][];
        RowBlocks.ForEach(
            rowCount,
            GramBlockRows,
            threads,
            () => 0,
            (block, start, end, _) => partials[block] = GramOfRows(factors.Span[(start * order)..(end * order)], order),
            cancellation
        );
        return SumUpperAndMirror(partials, order);
    }

    private static float[] SumUpperAndMirror(float[][] partials, int order)
    {
        var gram = new float[order * order];
        for (var row = 0; row < order; row++)
        {
            for (var column = row; column < order; column++)
            {
                var sum = 0.0;
                foreach (var partial in partials)
                {
                    sum += partial[(row * order) + column];
                }
                gram[(row * order) + column] = gram[(column * order) + row] = (float)sum;
            }
        }
        return gram;
    }

    private static float[] GramOfRows(ReadOnlySpan<float> factors, int order)
    {
        var gram = new float[order * order];
        ReadOnlySpan<float> ones = [1, 1, 1, 1];
        var rowCount = factors.Length / order;
        var row = 0;
        for (; row + 4 <= rowCount; row += 4)
        {
            AddFour(
                gram,
                order,
                Row(factors, row, order),
                Row(factors, row + 1, order),
                Row(factors, row + 2, order),
                Row(factors, row + 3, order),
                ones
            );
        }
        for (; row < rowCount; row++)
        {
            AddOne(gram, order, Row(factors, row, order), 1);
        }
        return gram;
    }

    private static void AddOne(Span<float> matrix, int order, ReadOnlySpan<float> factor, float scale)
    {
        for (var row = 0; row < order; row++)
        {
            AddScaledTail(matrix.Slice(row * order, order), factor, scale * factor[row], row);
        }
    }

    private static void AddFour(
        Span<float> matrix,
        int order,
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        ReadOnlySpan<float> third,
        ReadOnlySpan<float> fourth,
        ReadOnlySpan<float> scales
    )
    {
        for (var row = 0; row < order; row++)
        {
            AddFourScaledTails(
                matrix.Slice(row * order, order),
                first,
                second,
                third,
                fourth,
                scales[0] * first[row],
                scales[1] * second[row],
                scales[2] * third[row],
                scales[3] * fourth[row],
                row
            );
        }
    }

    /// <summary>target[from…] += scale · source[from…]; starts at the vector that holds <paramref name="from"/>.</summary>
    internal static void AddScaledTail(Span<float> target, ReadOnlySpan<float> source, float scale, int from)
    {
        ref var into = ref MemoryMarshal.GetReference(target);
        ref var values = ref MemoryMarshal.GetReference(source);
        var place = from & -Vector<float>.Count;
        var factor = new Vector<float>(scale);
        for (; place <= target.Length - Vector<float>.Count; place += Vector<float>.Count)
        {
            var sum = Vector.FusedMultiplyAdd(
                factor,
                Vector.LoadUnsafe(ref values, (nuint)place),
                Vector.LoadUnsafe(ref into, (nuint)place)
            );
            sum.StoreUnsafe(ref into, (nuint)place);
        }
        for (; place < target.Length; place++)
        {
            target[place] = MathF.FusedMultiplyAdd(scale, source[place], target[place]);
        }
    }

    /// <summary>target[from…] += Σ scale · source[from…] over four sources, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void AddFourScaledTails(
        Span<float> target,
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        ReadOnlySpan<float> third,
        ReadOnlySpan<float> fourth,
        float scale1,
        float scale2,
        float scale3,
        float scale4,
        int from
    )
    {
        ref var into = ref MemoryMarshal.GetReference(target);
        ref var a = ref MemoryMarshal.GetReference(first);
        ref var b = ref MemoryMarshal.GetReference(second);
        ref var c = ref MemoryMarshal.GetReference(third);
        ref var d = ref MemoryMarshal.GetReference(fourth);
        var (factor1, factor2) = (new Vector<float>(scale1), new Vector<float>(scale2));
        var (factor3, factor4) = (new Vector<float>(scale3), new Vector<float>(scale4));
        var place = from & -Vector<float>.Count;
        for (; place <= target.Length - Vector<float>.Count; place += Vector<float>.Count)
        {
            var sum = Vector.LoadUnsafe(ref into, (nuint)place);
            sum = Vector.FusedMultiplyAdd(factor1, Vector.LoadUnsafe(ref a, (nuint)place), sum);
            sum = Vector.FusedMultiplyAdd(factor2, Vector.LoadUnsafe(ref b, (nuint)place), sum);
            sum = Vector.FusedMultiplyAdd(factor3, Vector.LoadUnsafe(ref c, (nuint)place), sum);
            sum = Vector.FusedMultiplyAdd(factor4, Vector.LoadUnsafe(ref d, (nuint)place), sum);
            sum.StoreUnsafe(ref into, (nuint)place);
        }
        for (; place < target.Length; place++)
        {
            var sum = MathF.FusedMultiplyAdd(scale1, first[place], target[place]);
            sum = MathF.FusedMultiplyAdd(scale2, second[place], sum);
            sum = MathF.FusedMultiplyAdd(scale3, third[place], sum);
            target[place] = MathF.FusedMultiplyAdd(scale4, fourth[place], sum);
        }
    }

    internal static void CheckSquare(int length, int order)
    {
        if (length != order * order)
        {
            throw new ArgumentException($"Found a matrix of {length} numbers; expected {order} × {order}.", nameof(order));
        }
    }

    private static ReadOnlySpan<float> Row(ReadOnlySpan<float> factors, int row, int order) => factors.Slice(row * order, order);
}
