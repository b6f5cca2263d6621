using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// Small symmetric positive definite systems in aligned memory padded to stride × stride, upper triangle, one after another on one thread: weighted sums
/// of outer products, Cholesky factorization A = UᵀU and solution. Tiles of eight rows by one vector stay in registers while products are summed.
/// </summary>
internal static class PaddedSpd
{
    private const int TileRows = 8;

    /// <summary>Rows summed before the next tile is taken, so that they stay in the nearest cache.</summary>
    private const int ChunkRows = 64;

    /// <summary>result := start + Σ_k f_k f_kᵀ, upper triangle and a little below it. Order² multiply-adds a row.</summary>
    /// <param name="level">The width.</param>
    /// <param name="rows">The first row's first number of so many rows: f.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="rowStride">Distance between rows.</param>
    /// <param name="order">Numbers taken of each row and order of the matrices, a multiple of 16.</param>
    /// <param name="start">The first number of the matrix added to.</param>
    /// <param name="startStride">Distance between its rows.</param>
    /// <param name="result">Shape order × order.</param>
    public static void AddOuterProducts(
        SimdLevel level,
        ref float rows,
        int rowCount,
        int rowStride,
        int order,
        ref float start,
        int startStride,
        ref float result
    )
    {
        for (var first = 0; first < rowCount || first == 0; first += ChunkRows)
        {
            var depth = Math.Min(ChunkRows, rowCount - first);
            ref var chunk = ref Unsafe.Add(ref rows, (nint)first * rowStride);
            ref var from = ref (first == 0 ? ref start : ref result);
            var fromStride = first == 0 ? startStride : order;
            for (var column = 0; column < order; column += Columns(level))
            {
                for (var row = 0; row < column + Columns(level); row += TileRows)
                {
                    Tile(level, ref chunk, depth, rowStride, row, column, ref from, fromStride, ref result, order, 1);
                }
            }
        }
    }

    /// <summary>
    /// Replaces the upper triangle by U. A pivot that rounding has pushed below stride · ε · the largest diagonal element is raised to it. Stride³ / 6
    /// multiply-adds.
    /// </summary>
    /// <param name="level">The width.</param>
    /// <param name="matrix">Shape stride × stride; the padded part of the diagonal must be positive.</param>
    /// <param name="stride">Order of the padded matrix.</param>
    /// <param name="reciprocals">Shape stride: receives 1 / U_jj.</param>
    public static void Factor(SimdLevel level, ref float matrix, int stride, ref float reciprocals)
    {
        var smallestPivot = SmallestPivot(ref matrix, stride);
        for (var first = 0; first < stride; first += TileRows)
        {
            for (var column = first - (first % Columns(level)); column < stride; column += Columns(level))
            {
                Tile(level, ref matrix, first, stride, first, column, ref matrix, stride, ref matrix, stride, -1);
            }
            FactorPanel(level, ref matrix, stride, first, smallestPivot, ref reciprocals);
        }
    }

    /// <summary>Solves UᵀU x = b in place of b. Stride² multiply-adds.</summary>
    /// <param name="level">The width.</param>
    /// <param name="factor">What <see cref="Factor"/> left.</param>
    /// <param name="stride">Order of the padded matrix.</param>
    /// <param name="reciprocals">What <see cref="Factor"/> left.</param>
    /// <param name="values">Shape stride: b, overwritten with x.</param>
    public static void Solve(SimdLevel level, ref float factor, int stride, ref float reciprocals, ref float values)
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                Solve<Lanes512, Vector512<float>>(ref factor, stride, ref reciprocals, ref values);
                break;
            case SimdLevel.Vector256:
                Solve<Lanes256, Vector256<float>>(ref factor, stride, ref reciprocals, ref values);
                break;
            case SimdLevel.Vector128:
                Solve<Lanes128, Vector128<float>>(ref factor, stride, ref reciprocals, ref values);
                break;
            default:
                Solve<Lanes1, float>(ref factor, stride, ref reciprocals, ref values);
                break;
        }
    }

    private static int Columns(SimdLevel level) =>
        level switch
        {
            SimdLevel.Vector512 => Lanes512.Count,
            SimdLevel.Vector256 => Lanes256.Count,
            SimdLevel.Vector128 => Lanes128.Count,
            _ => Lanes1.Count,
        };

    /// <summary>One tile: to := from + sign · Σ_k f_k[row …] f_k[column …]ᵀ.</summary>
    private static void Tile(
        SimdLevel level,
        ref float rows,
        int depth,
        int rowStride,
        int row,
        int column,
        ref float from,
        int fromStride,
        ref float to,
        int toStride,
        float sign
    )
    {
        ref var left = ref Unsafe.Add(ref rows, row);
        ref var right = ref Unsafe.Add(ref rows, column);
        from = ref Unsafe.Add(ref from, ((nint)row * fromStride) + column);
        to = ref Unsafe.Add(ref to, ((nint)row * toStride) + column);
        switch (level)
        {
            case SimdLevel.Vector512:
                Tile<Lanes512, Vector512<float>>(ref left, ref right, depth, rowStride, ref from, fromStride, ref to, toStride, sign);
                break;
            case SimdLevel.Vector256:
                Tile<Lanes256, Vector256<float>>(ref left, ref right, depth, rowStride, ref from, fromStride, ref to, toStride, sign);
                break;
            case SimdLevel.Vector128:
                Tile<Lanes128, Vector128<float>>(ref left, ref right, depth, rowStride, ref from, fromStride, ref to, toStride, sign);
                break;
            default:
                Tile<Lanes1, float>(ref left, ref right, depth, rowStride, ref from, fromStride, ref to, toStride, sign);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TLanes, TVector>(
        ref float left,
        ref float right,
        int depth,
        int rowStride,
        ref float from,
        nint fromStride,
        ref float to,
        nint toStride,
        float sign
    )
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        var (s0, s1, s2, s3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (s4, s5, s6, s7) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var k = 0; k < depth; k++)
        {
            var b = TLanes.Load(ref right, 0);
            s0 = TLanes.MultiplyAdd(TLanes.Broadcast(left), b, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref left, 1)), b, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref left, 2)), b, s2);
            s3 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref left, 3)), b, s3);
            s4 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref left, 4)), b, s4);
            s5 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref left, 5)), b, s5);
            s6 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref left, 6)), b, s6);
            s7 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref left, 7)), b, s7);
            left = ref Unsafe.Add(ref left, rowStride);
            right = ref Unsafe.Add(ref right, rowStride);
        }
        var factor = TLanes.Broadcast(sign);
        TLanes.Store(TLanes.MultiplyAdd(s0, factor, TLanes.Load(ref from, 0)), ref to, 0);
        TLanes.Store(TLanes.MultiplyAdd(s1, factor, TLanes.Load(ref from, fromStride)), ref to, toStride);
        TLanes.Store(TLanes.MultiplyAdd(s2, factor, TLanes.Load(ref from, 2 * fromStride)), ref to, 2 * toStride);
        TLanes.Store(TLanes.MultiplyAdd(s3, factor, TLanes.Load(ref from, 3 * fromStride)), ref to, 3 * toStride);
        TLanes.Store(TLanes.MultiplyAdd(s4, factor, TLanes.Load(ref from, 4 * fromStride)), ref to, 4 * toStride);
        TLanes.Store(TLanes.MultiplyAdd(s5, factor, TLanes.Load(ref from, 5 * fromStride)), ref to, 5 * toStride);
        TLanes.Store(TLanes.MultiplyAdd(s6, factor, TLanes.Load(ref from, 6 * fromStride)), ref to, 6 * toStride);
        TLanes.Store(TLanes.MultiplyAdd(s7, factor, TLanes.Load(ref from, 7 * fromStride)), ref to, 7 * toStride);
    }

    /// <summary>Factors eight rows from which all earlier ones are subtracted already.</summary>
    private static void FactorPanel(SimdLevel level, ref float matrix, int stride, int first, float smallestPivot, ref float reciprocals)
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                FactorPanel<Lanes512, Vector512<float>>(ref matrix, stride, first, smallestPivot, ref reciprocals);
                break;
            case SimdLevel.Vector256:
                FactorPanel<Lanes256, Vector256<float>>(ref matrix, stride, first, smallestPivot, ref reciprocals);
                break;
            case SimdLevel.Vector128:
                FactorPanel<Lanes128, Vector128<float>>(ref matrix, stride, first, smallestPivot, ref reciprocals);
                break;
            default:
                FactorPanel<Lanes1, float>(ref matrix, stride, first, smallestPivot, ref reciprocals);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FactorPanel<TLanes, TVector>(ref float matrix, int stride, int first, float smallestPivot, ref float reciprocals)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        nint start = first & -TLanes.Count;
        for (var pivot = first; pivot < first + TileRows; pivot++)
        {
            ref var own = ref Unsafe.Add(ref matrix, (nint)pivot * stride);
            var reciprocal = 1 / MathF.Sqrt(Math.Max(Unsafe.Add(ref own, pivot), smallestPivot));
            Unsafe.Add(ref reciprocals, pivot) = reciprocal;
            var scale = TLanes.Broadcast(reciprocal);
            for (var place = start; place < stride; place += TLanes.Count)
            {
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(ref own, place), scale, TLanes.Zero), ref own, place);
            }
            for (var below = pivot + 1; below < first + TileRows; below++)
            {
                ref var row = ref Unsafe.Add(ref matrix, (nint)below * stride);
                var factor = TLanes.Broadcast(-Unsafe.Add(ref own, below));
                for (var place = start; place < stride; place += TLanes.Count)
                {
                    TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(ref own, place), factor, TLanes.Load(ref row, place)), ref row, place);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Solve<TLanes, TVector>(ref float factor, int stride, ref float reciprocals, ref float values)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        // Below the diagonal the matrix holds scratch: the vector that contains the diagonal is taken number by number.
        for (var row = 0; row < stride; row++)
        {
            ref var own = ref Unsafe.Add(ref factor, (nint)row * stride);
            var value = Unsafe.Add(ref values, row) *= Unsafe.Add(ref reciprocals, row);
            nint place = row + 1;
            for (; place < stride && place % TLanes.Count != 0; place++)
            {
                Unsafe.Add(ref values, place) -= value * Unsafe.Add(ref own, place);
            }
            var scale = TLanes.Broadcast(-value);
            for (; place < stride; place += TLanes.Count)
            {
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(ref own, place), scale, TLanes.Load(ref values, place)), ref values, place);
            }
        }
        for (var row = stride - 1; row >= 0; row--)
        {
            ref var own = ref Unsafe.Add(ref factor, (nint)row * stride);
            var known = 0f;
            nint place = row + 1;
            for (; place < stride && place % TLanes.Count != 0; place++)
            {
                known += Unsafe.Add(ref values, place) * Unsafe.Add(ref own, place);
            }
            var sums = TLanes.Zero;
            for (; place < stride; place += TLanes.Count)
            {
                sums = TLanes.MultiplyAdd(TLanes.Load(ref own, place), TLanes.Load(ref values, place), sums);
            }
            Unsafe.Add(ref values, row) = (Unsafe.Add(ref values, row) - known - EightSums.Sum(sums)) * Unsafe.Add(ref reciprocals, row);
        }
    }

    private static float SmallestPivot(ref float matrix, int stride)
    {
        var largest = 0f;
        for (var row = 0; row < stride; row++)
        {
            largest = Math.Max(largest, Unsafe.Add(ref matrix, (nint)row * (stride + 1)));
        }
        return Math.Max(largest * stride * 1.2e-7f, 1e-30f);
    }
}
