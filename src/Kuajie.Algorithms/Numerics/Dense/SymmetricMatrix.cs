using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// Kernels on symmetric matrices of small order, stored as order × order row-major of which only the upper triangle counts; what lies below the
/// diagonal is scratch.
/// </summary>
public static class SymmetricMatrix
{
    /// <summary>
    /// matrix += Σ_k scales[k] · f_k f_kᵀ where f_k is row indexes[k] of <paramref name="factors"/>: the weighted normal equations of one user over the
    /// items met. Rows are gathered and packed a few at a time and summed in registers (<see cref="TileKernel"/>), each element in the order of
    /// <paramref name="indexes"/>; allocates nothing. O(indexes · order²).
    /// </summary>
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
        OuterProducts.Add(SimdLevels.Best, matrix, order, factors, indexes, scales);
    }

    /// <summary>
    /// The Gram matrix FᵀF of row-major factors, both triangles filled. Sums over a few thousand rows are taken in single precision and added up in
    /// double precision in fixed order. O(rows · order²).
    /// </summary>
    /// <param name="factors">Shape rows × order.</param>
    /// <param name="order">Length of a row.</param>
    /// <param name="threads">The most threads to use; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between blocks.</param>
    public static float[] Gram(ReadOnlyMemory<float> factors, int order, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order);
        return GramMatrix.Of(SimdLevels.Best, factors, order, threads, cancellation);
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
}
