using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// Matrix–vector kernels over a few dozen to a few thousand short rows that lie one after another in aligned, zero-padded memory: the inner loops of
/// iterative least squares. Eight rows are taken at a time; each is loaded for its dot product and, still in the first cache, added to the result.
/// </summary>
internal static class RowProducts
{
    /// <summary>Rows come in groups of so many; a last group is filled up with rows of zeros and scales of zero.</summary>
    public const int GroupRows = 8;

    private const int PanelVectors = 4;

    /// <summary>The length of a padded row: the next multiple of 16, for every level.</summary>
    public static int Stride(int length) => (length + 15) & ~15;

    /// <summary>The number of padded rows.</summary>
    public static int PaddedRows(int rows) => (rows + GroupRows - 1) & -GroupRows;

    /// <summary>
    /// result += Σ_k s_k (target − f_k · vector) f_k; with target 1 what is left of a least squares problem with all observations one, with target 0 the
    /// negative product with its matrix. 4 · rows · stride floating-point operations.
    /// </summary>
    /// <param name="level">The width.</param>
    /// <param name="rows">Padded rows × stride.</param>
    /// <param name="rowCount">Number of rows; read up to <see cref="PaddedRows"/>.</param>
    /// <param name="stride">Length of a padded row.</param>
    /// <param name="scales">Shape padded rows: s.</param>
    /// <param name="target">What each dot product is compared with.</param>
    /// <param name="vector">Shape stride.</param>
    /// <param name="result">Shape stride; added to.</param>
    /// <returns>Σ_k s_k (target − f_k · vector)².</returns>
    public static float AddResiduals(
        SimdLevel level,
        ref float rows,
        int rowCount,
        int stride,
        ref float scales,
        float target,
        ref float vector,
        ref float result
    ) =>
        level switch
        {
            SimdLevel.Vector512 => AddResiduals<Lanes512, Vector512<float>>(
                ref rows,
                rowCount,
                stride,
                ref scales,
                target,
                ref vector,
                ref result
            ),
            SimdLevel.Vector256 => AddResiduals<Lanes256, Vector256<float>>(
                ref rows,
                rowCount,
                stride,
                ref scales,
                target,
                ref vector,
                ref result
            ),
            SimdLevel.Vector128 => AddResiduals<Lanes128, Vector128<float>>(
                ref rows,
                rowCount,
                stride,
                ref scales,
                target,
                ref vector,
                ref result
            ),
            _ => AddResiduals<Lanes1, float>(ref rows, rowCount, stride, ref scales, target, ref vector, ref result),
        };

    /// <summary>
    /// results_k += f_k · vector over part of each row. 2 · rows · width floating-point operations.
    /// </summary>
    /// <param name="level">The width.</param>
    /// <param name="rows">The part's first number in the first padded row.</param>
    /// <param name="rowCount">Number of rows; read up to <see cref="PaddedRows"/>.</param>
    /// <param name="stride">Distance between rows.</param>
    /// <param name="width">Length of the part, a multiple of 16.</param>
    /// <param name="vector">Shape width.</param>
    /// <param name="results">Shape padded rows; added to.</param>
    public static void AddDots(SimdLevel level, ref float rows, int rowCount, int stride, int width, ref float vector, ref float results)
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                AddDots<Lanes512, Vector512<float>>(ref rows, rowCount, stride, width, ref vector, ref results);
                break;
            case SimdLevel.Vector256:
                AddDots<Lanes256, Vector256<float>>(ref rows, rowCount, stride, width, ref vector, ref results);
                break;
            case SimdLevel.Vector128:
                AddDots<Lanes128, Vector128<float>>(ref rows, rowCount, stride, width, ref vector, ref results);
                break;
            default:
                AddDots<Lanes1, float>(ref rows, rowCount, stride, width, ref vector, ref results);
                break;
        }
    }

    /// <summary>result += Σ_k w_k f_k over part of each row. 2 · rows · width floating-point operations.</summary>
    /// <param name="level">The width.</param>
    /// <param name="rows">The part's first number in the first padded row.</param>
    /// <param name="rowCount">Number of rows; read up to <see cref="PaddedRows"/>.</param>
    /// <param name="stride">Distance between rows.</param>
    /// <param name="width">Length of the part, a multiple of 16.</param>
    /// <param name="weights">Shape padded rows: w.</param>
    /// <param name="result">Shape width; added to.</param>
    public static void AddWeighted(
        SimdLevel level,
        ref float rows,
        int rowCount,
        int stride,
        int width,
        ref float weights,
        ref float result
    )
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                AddWeighted<Lanes512, Vector512<float>>(ref rows, rowCount, stride, width, ref weights, ref result);
                break;
            case SimdLevel.Vector256:
                AddWeighted<Lanes256, Vector256<float>>(ref rows, rowCount, stride, width, ref weights, ref result);
                break;
            case SimdLevel.Vector128:
                AddWeighted<Lanes128, Vector128<float>>(ref rows, rowCount, stride, width, ref weights, ref result);
                break;
            default:
                AddWeighted<Lanes1, float>(ref rows, rowCount, stride, width, ref weights, ref result);
                break;
        }
    }

    /// <summary>
    /// result += matrix · vector for a symmetric matrix with padded rows, or some of its rows combined. 2 · order · stride floating-point operations.
    /// </summary>
    /// <param name="level">The width.</param>
    /// <param name="matrix">Shape order × stride.</param>
    /// <param name="order">Number of rows that are combined: the order of the matrix, or fewer.</param>
    /// <param name="stride">Length of a padded row.</param>
    /// <param name="vector">Shape stride.</param>
    /// <param name="result">Shape stride; added to.</param>
    public static void AddSymmetricProduct(SimdLevel level, ref float matrix, int order, int stride, ref float vector, ref float result)
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                AddSymmetricProduct<Lanes512, Vector512<float>>(ref matrix, order, stride, ref vector, ref result);
                break;
            case SimdLevel.Vector256:
                AddSymmetricProduct<Lanes256, Vector256<float>>(ref matrix, order, stride, ref vector, ref result);
                break;
            case SimdLevel.Vector128:
                AddSymmetricProduct<Lanes128, Vector128<float>>(ref matrix, order, stride, ref vector, ref result);
                break;
            default:
                AddSymmetricProduct<Lanes1, float>(ref matrix, order, stride, ref vector, ref result);
                break;
        }
    }

    /// <summary>result = (matrix + ridge) · vector for a symmetric tridiagonal matrix. 6 · stride floating-point operations.</summary>
    /// <param name="level">The width.</param>
    /// <param name="matrix">Shape 3 × stride: each row's elements on, right of and left of the diagonal.</param>
    /// <param name="ridge">Added to the diagonal.</param>
    /// <param name="stride">Length of a padded row.</param>
    /// <param name="vector">Shape stride; a zero stands before it and a vector of them behind (<see cref="MarginedVector"/>).</param>
    /// <param name="result">Shape stride; overwritten.</param>
    public static void TridiagonalProduct(SimdLevel level, ref float matrix, float ridge, int stride, ref float vector, ref float result)
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                TridiagonalProduct<Lanes512, Vector512<float>>(ref matrix, ridge, stride, ref vector, ref result);
                break;
            case SimdLevel.Vector256:
                TridiagonalProduct<Lanes256, Vector256<float>>(ref matrix, ridge, stride, ref vector, ref result);
                break;
            case SimdLevel.Vector128:
                TridiagonalProduct<Lanes128, Vector128<float>>(ref matrix, ridge, stride, ref vector, ref result);
                break;
            default:
                TridiagonalProduct<Lanes1, float>(ref matrix, ridge, stride, ref vector, ref result);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TridiagonalProduct<TLanes, TVector>(ref float matrix, float ridge, int stride, ref float vector, ref float result)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        var added = TLanes.Broadcast(ridge);
        ref var right = ref Unsafe.Add(ref matrix, stride);
        ref var left = ref Unsafe.Add(ref right, stride);
        for (nint place = 0; place < stride; place += TLanes.Count)
        {
            var sum = TLanes.MultiplyAdd(TLanes.Add(TLanes.Load(ref matrix, place), added), TLanes.Load(ref vector, place), TLanes.Zero);
            sum = TLanes.MultiplyAdd(TLanes.Load(ref right, place), TLanes.Load(ref vector, place + 1), sum);
            sum = TLanes.MultiplyAdd(TLanes.Load(ref left, place), TLanes.Load(ref vector, place - 1), sum);
            TLanes.Store(sum, ref result, place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float AddResiduals<TLanes, TVector>(
        ref float rows,
        int rowCount,
        int stride,
        ref float scales,
        float target,
        ref float vector,
        ref float result
    )
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        var squares = Vector256<float>.Zero;
        var targets = Vector256.Create(target);
        Unsafe.SkipInit(out Vector256<float> weights);
        ref var weight = ref Unsafe.As<Vector256<float>, float>(ref weights);
        for (var group = 0; group < rowCount; group += GroupRows)
        {
            ref var first = ref Unsafe.Add(ref rows, (nint)group * stride);
            var left = targets - Dots<TLanes, TVector>(ref first, stride, stride, ref vector);
            var scaled = Vector256.LoadUnsafe(ref scales, (nuint)group) * left;
            squares += scaled * left;
            weights = scaled;
            AddGroup<TLanes, TVector>(ref first, stride, stride, ref weight, ref result);
        }
        return Vector256.Sum(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDots<TLanes, TVector>(ref float rows, int rowCount, int stride, int width, ref float vector, ref float results)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        for (var group = 0; group < rowCount; group += GroupRows)
        {
            var dots = Dots<TLanes, TVector>(ref Unsafe.Add(ref rows, (nint)group * stride), stride, width, ref vector);
            (Vector256.LoadUnsafe(ref results, (nuint)group) + dots).StoreUnsafe(ref results, (nuint)group);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeighted<TLanes, TVector>(
        ref float rows,
        int rowCount,
        int stride,
        int width,
        ref float weights,
        ref float result
    )
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        for (var group = 0; group < rowCount; group += GroupRows)
        {
            AddGroup<TLanes, TVector>(
                ref Unsafe.Add(ref rows, (nint)group * stride),
                stride,
                width,
                ref Unsafe.Add(ref weights, group),
                ref result
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Dots<TLanes, TVector>(ref float row, int stride, int width, ref float vector)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        var (s0, s1, s2, s3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (s4, s5, s6, s7) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        ref var fourth = ref Unsafe.Add(ref row, 4 * stride);
        for (nint place = 0; place < width; place += TLanes.Count)
        {
            var p = TLanes.Load(ref vector, place);
            s0 = TLanes.MultiplyAdd(TLanes.Load(ref row, place), p, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Load(ref row, place + stride), p, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Load(ref row, place + (2 * stride)), p, s2);
            s3 = TLanes.MultiplyAdd(TLanes.Load(ref row, place + (3 * stride)), p, s3);
            s4 = TLanes.MultiplyAdd(TLanes.Load(ref fourth, place), p, s4);
            s5 = TLanes.MultiplyAdd(TLanes.Load(ref fourth, place + stride), p, s5);
            s6 = TLanes.MultiplyAdd(TLanes.Load(ref fourth, place + (2 * stride)), p, s6);
            s7 = TLanes.MultiplyAdd(TLanes.Load(ref fourth, place + (3 * stride)), p, s7);
        }
        return EightSums.Of(s0, s1, s2, s3, s4, s5, s6, s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddGroup<TLanes, TVector>(ref float row, int stride, int width, ref float weights, ref float result)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        var (w0, w1) = (TLanes.Broadcast(weights), TLanes.Broadcast(Unsafe.Add(ref weights, 1)));
        var (w2, w3) = (TLanes.Broadcast(Unsafe.Add(ref weights, 2)), TLanes.Broadcast(Unsafe.Add(ref weights, 3)));
        var (w4, w5) = (TLanes.Broadcast(Unsafe.Add(ref weights, 4)), TLanes.Broadcast(Unsafe.Add(ref weights, 5)));
        var (w6, w7) = (TLanes.Broadcast(Unsafe.Add(ref weights, 6)), TLanes.Broadcast(Unsafe.Add(ref weights, 7)));
        ref var fourth = ref Unsafe.Add(ref row, 4 * stride);
        for (nint place = 0; place < width; place += TLanes.Count)
        {
            // Two chains of four, so that the latency of one hides behind the other.
            var even = TLanes.MultiplyAdd(TLanes.Load(ref row, place), w0, TLanes.Load(ref result, place));
            var odd = TLanes.MultiplyAdd(TLanes.Load(ref fourth, place), w4, TLanes.Zero);
            even = TLanes.MultiplyAdd(TLanes.Load(ref row, place + stride), w1, even);
            odd = TLanes.MultiplyAdd(TLanes.Load(ref fourth, place + stride), w5, odd);
            even = TLanes.MultiplyAdd(TLanes.Load(ref row, place + (2 * stride)), w2, even);
            odd = TLanes.MultiplyAdd(TLanes.Load(ref fourth, place + (2 * stride)), w6, odd);
            even = TLanes.MultiplyAdd(TLanes.Load(ref row, place + (3 * stride)), w3, even);
            odd = TLanes.MultiplyAdd(TLanes.Load(ref fourth, place + (3 * stride)), w7, odd);
            TLanes.Store(TLanes.Add(even, odd), ref result, place);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSymmetricProduct<TLanes, TVector>(ref float matrix, int order, int stride, ref float vector, ref float result)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        nint column = 0;
        for (; column + (PanelVectors * TLanes.Count) <= stride; column += PanelVectors * TLanes.Count)
        {
            var s0 = TLanes.Load(ref result, column);
            var s1 = TLanes.Load(ref result, column + TLanes.Count);
            var s2 = TLanes.Load(ref result, column + (2 * TLanes.Count));
            var s3 = TLanes.Load(ref result, column + (3 * TLanes.Count));
            ref var row = ref Unsafe.Add(ref matrix, column);
            for (var place = 0; place < order; place++, row = ref Unsafe.Add(ref row, stride))
            {
                var factor = TLanes.Broadcast(Unsafe.Add(ref vector, place));
                s0 = TLanes.MultiplyAdd(TLanes.Load(ref row, 0), factor, s0);
                s1 = TLanes.MultiplyAdd(TLanes.Load(ref row, TLanes.Count), factor, s1);
                s2 = TLanes.MultiplyAdd(TLanes.Load(ref row, 2 * TLanes.Count), factor, s2);
                s3 = TLanes.MultiplyAdd(TLanes.Load(ref row, 3 * TLanes.Count), factor, s3);
            }
            TLanes.Store(s0, ref result, column);
            TLanes.Store(s1, ref result, column + TLanes.Count);
            TLanes.Store(s2, ref result, column + (2 * TLanes.Count));
            TLanes.Store(s3, ref result, column + (3 * TLanes.Count));
        }
        for (; column < stride; column += TLanes.Count)
        {
            var sum = TLanes.Load(ref result, column);
            ref var row = ref Unsafe.Add(ref matrix, column);
            for (var place = 0; place < order; place++, row = ref Unsafe.Add(ref row, stride))
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(ref row, 0), TLanes.Broadcast(Unsafe.Add(ref vector, place)), sum);
            }
            TLanes.Store(sum, ref result, column);
        }
    }
}
