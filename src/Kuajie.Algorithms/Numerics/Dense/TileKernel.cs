using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>What a product does with what stands in its result.</summary>
internal enum ProductMode
{
    /// <summary>C := A·B.</summary>
    Set,

    /// <summary>C := C + A·B.</summary>
    Add,

    /// <summary>C := C − A·B.</summary>
    Subtract,
}

/// <summary>Which part of a square result a product computes.</summary>
internal enum ProductPart
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>On and below the diagonal; what lies above is scratch.</summary>
    Lower,
}

/// <summary>
/// The innermost loop of every dense product: a tile of C, a few rows by two vectors, stays in registers while the inner index runs (Goto and van de
/// Geijn 2008, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3)). Each element is summed in the order of the inner index by fused
/// multiply-adds from zero, so every width gives the same bits.
/// </summary>
internal static class TileKernel
{
    /// <summary>The most rows of a tile at any level.</summary>
    public const int MostRows = 8;

    /// <summary>The most columns of a tile at any level.</summary>
    public const int MostColumns = 32;

    /// <summary>Rows of a tile: as many as registers hold beside the two vectors of B.</summary>
    public static int Rows(SimdLevel level) => level == SimdLevel.Vector512 ? 8 : 6;

    /// <summary>Columns of a tile: two vectors.</summary>
    public static int Columns(SimdLevel level) =>
        level switch
        {
            SimdLevel.Vector512 => 32,
            SimdLevel.Vector256 => 16,
            SimdLevel.Vector128 => 8,
            _ => 2,
        };

    /// <summary>Computes one whole tile: rows × columns of the level.</summary>
    /// <param name="level">The width.</param>
    /// <param name="a">A: <see cref="Rows"/> numbers side by side for each inner index.</param>
    /// <param name="aStride">Distance from one inner index to the next; <see cref="Rows"/> where packed.</param>
    /// <param name="b">B: <see cref="Columns"/> numbers side by side for each inner index.</param>
    /// <param name="bStride">Distance from one inner index to the next; <see cref="Columns"/> where packed.</param>
    /// <param name="depth">Length of the inner index.</param>
    /// <param name="c">The tile's first element.</param>
    /// <param name="stride">Distance between rows of C.</param>
    /// <param name="mode">Set, add or subtract.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(
        SimdLevel level,
        ref float a,
        nint aStride,
        ref float b,
        nint bStride,
        nint depth,
        ref float c,
        nint stride,
        ProductMode mode
    )
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                EightRows<Lanes512, Vector512<float>>(ref a, aStride, ref b, bStride, depth, ref c, stride, mode);
                break;
            case SimdLevel.Vector256:
                SixRows<Lanes256, Vector256<float>>(ref a, aStride, ref b, bStride, depth, ref c, stride, mode);
                break;
            case SimdLevel.Vector128:
                SixRows<Lanes128, Vector128<float>>(ref a, aStride, ref b, bStride, depth, ref c, stride, mode);
                break;
            default:
                SixRows<Lanes1, float>(ref a, aStride, ref b, bStride, depth, ref c, stride, mode);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightRows<TLanes, TVector>(
        ref float a,
        nint aStride,
        ref float b,
        nint bStride,
        nint depth,
        ref float c,
        nint stride,
        ProductMode mode
    )
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (c00, c01) = (TLanes.Zero, TLanes.Zero);
        var (c10, c11) = (TLanes.Zero, TLanes.Zero);
        var (c20, c21) = (TLanes.Zero, TLanes.Zero);
        var (c30, c31) = (TLanes.Zero, TLanes.Zero);
        var (c40, c41) = (TLanes.Zero, TLanes.Zero);
        var (c50, c51) = (TLanes.Zero, TLanes.Zero);
        var (c60, c61) = (TLanes.Zero, TLanes.Zero);
        var (c70, c71) = (TLanes.Zero, TLanes.Zero);
        for (; depth > 0; depth--)
        {
            var b0 = TLanes.Load(ref b, 0);
            var b1 = TLanes.Load(ref b, TLanes.Count);
            var a0 = TLanes.Broadcast(Unsafe.Add(ref a, 0));
            c00 = TLanes.MultiplyAdd(a0, b0, c00);
            c01 = TLanes.MultiplyAdd(a0, b1, c01);
            var a1 = TLanes.Broadcast(Unsafe.Add(ref a, 1));
            c10 = TLanes.MultiplyAdd(a1, b0, c10);
            c11 = TLanes.MultiplyAdd(a1, b1, c11);
            var a2 = TLanes.Broadcast(Unsafe.Add(ref a, 2));
            c20 = TLanes.MultiplyAdd(a2, b0, c20);
            c21 = TLanes.MultiplyAdd(a2, b1, c21);
            var a3 = TLanes.Broadcast(Unsafe.Add(ref a, 3));
            c30 = TLanes.MultiplyAdd(a3, b0, c30);
            c31 = TLanes.MultiplyAdd(a3, b1, c31);
            var a4 = TLanes.Broadcast(Unsafe.Add(ref a, 4));
            c40 = TLanes.MultiplyAdd(a4, b0, c40);
            c41 = TLanes.MultiplyAdd(a4, b1, c41);
            var a5 = TLanes.Broadcast(Unsafe.Add(ref a, 5));
            c50 = TLanes.MultiplyAdd(a5, b0, c50);
            c51 = TLanes.MultiplyAdd(a5, b1, c51);
            var a6 = TLanes.Broadcast(Unsafe.Add(ref a, 6));
            c60 = TLanes.MultiplyAdd(a6, b0, c60);
            c61 = TLanes.MultiplyAdd(a6, b1, c61);
            var a7 = TLanes.Broadcast(Unsafe.Add(ref a, 7));
            c70 = TLanes.MultiplyAdd(a7, b0, c70);
            c71 = TLanes.MultiplyAdd(a7, b1, c71);
            a = ref Unsafe.Add(ref a, aStride);
            b = ref Unsafe.Add(ref b, bStride);
        }
        Finish<TLanes, TVector>(c00, c01, ref c, mode);
        Finish<TLanes, TVector>(c10, c11, ref Unsafe.Add(ref c, stride), mode);
        Finish<TLanes, TVector>(c20, c21, ref Unsafe.Add(ref c, 2 * stride), mode);
        Finish<TLanes, TVector>(c30, c31, ref Unsafe.Add(ref c, 3 * stride), mode);
        Finish<TLanes, TVector>(c40, c41, ref Unsafe.Add(ref c, 4 * stride), mode);
        Finish<TLanes, TVector>(c50, c51, ref Unsafe.Add(ref c, 5 * stride), mode);
        Finish<TLanes, TVector>(c60, c61, ref Unsafe.Add(ref c, 6 * stride), mode);
        Finish<TLanes, TVector>(c70, c71, ref Unsafe.Add(ref c, 7 * stride), mode);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixRows<TLanes, TVector>(
        ref float a,
        nint aStride,
        ref float b,
        nint bStride,
        nint depth,
        ref float c,
        nint stride,
        ProductMode mode
    )
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (c00, c01) = (TLanes.Zero, TLanes.Zero);
        var (c10, c11) = (TLanes.Zero, TLanes.Zero);
        var (c20, c21) = (TLanes.Zero, TLanes.Zero);
        var (c30, c31) = (TLanes.Zero, TLanes.Zero);
        var (c40, c41) = (TLanes.Zero, TLanes.Zero);
        var (c50, c51) = (TLanes.Zero, TLanes.Zero);
        for (; depth > 0; depth--)
        {
            var b0 = TLanes.Load(ref b, 0);
            var b1 = TLanes.Load(ref b, TLanes.Count);
            var a0 = TLanes.Broadcast(Unsafe.Add(ref a, 0));
            c00 = TLanes.MultiplyAdd(a0, b0, c00);
            c01 = TLanes.MultiplyAdd(a0, b1, c01);
            var a1 = TLanes.Broadcast(Unsafe.Add(ref a, 1));
            c10 = TLanes.MultiplyAdd(a1, b0, c10);
            c11 = TLanes.MultiplyAdd(a1, b1, c11);
            var a2 = TLanes.Broadcast(Unsafe.Add(ref a, 2));
            c20 = TLanes.MultiplyAdd(a2, b0, c20);
            c21 = TLanes.MultiplyAdd(a2, b1, c21);
            var a3 = TLanes.Broadcast(Unsafe.Add(ref a, 3));
            c30 = TLanes.MultiplyAdd(a3, b0, c30);
            c31 = TLanes.MultiplyAdd(a3, b1, c31);
            var a4 = TLanes.Broadcast(Unsafe.Add(ref a, 4));
            c40 = TLanes.MultiplyAdd(a4, b0, c40);
            c41 = TLanes.MultiplyAdd(a4, b1, c41);
            var a5 = TLanes.Broadcast(Unsafe.Add(ref a, 5));
            c50 = TLanes.MultiplyAdd(a5, b0, c50);
            c51 = TLanes.MultiplyAdd(a5, b1, c51);
            a = ref Unsafe.Add(ref a, aStride);
            b = ref Unsafe.Add(ref b, bStride);
        }
        Finish<TLanes, TVector>(c00, c01, ref c, mode);
        Finish<TLanes, TVector>(c10, c11, ref Unsafe.Add(ref c, stride), mode);
        Finish<TLanes, TVector>(c20, c21, ref Unsafe.Add(ref c, 2 * stride), mode);
        Finish<TLanes, TVector>(c30, c31, ref Unsafe.Add(ref c, 3 * stride), mode);
        Finish<TLanes, TVector>(c40, c41, ref Unsafe.Add(ref c, 4 * stride), mode);
        Finish<TLanes, TVector>(c50, c51, ref Unsafe.Add(ref c, 5 * stride), mode);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TLanes, TVector>(TVector left, TVector right, ref float c, ProductMode mode)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (mode != ProductMode.Set)
        {
            var (left0, right0) = (TLanes.Load(ref c, 0), TLanes.Load(ref c, TLanes.Count));
            left = mode == ProductMode.Add ? TLanes.Add(left0, left) : TLanes.Subtract(left0, left);
            right = mode == ProductMode.Add ? TLanes.Add(right0, right) : TLanes.Subtract(right0, right);
        }
        TLanes.Store(left, ref c, 0);
        TLanes.Store(right, ref c, TLanes.Count);
    }
}
