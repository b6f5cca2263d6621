using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// What <see cref="RowProducts"/> does with rows of floats, for rows in 16 bits (<see cref="NarrowRows"/>): half the loads for each multiply-add, and twice as
/// many rows in each cache. Sums are in single precision.
/// </summary>
internal static class NarrowProducts
{
    private const int PairDistance = 16;

    /// <summary>result += Σ_k s_k (target − f_k · vector) f_k. 4 · rows · stride floating-point operations.</summary>
    /// <param name="level">The width.</param>
    /// <param name="rows">Padded rows × stride / 2 words.</param>
    /// <param name="rowCount">Number of rows; read up to <see cref="RowProducts.PaddedRows"/>.</param>
    /// <param name="stride">Numbers in a padded row, a multiple of 32.</param>
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

    /// <summary>Σ_k s_k (f_k · vector)². 2 · rows · stride floating-point operations.</summary>
    public static float WeightedSquares(SimdLevel level, ref float rows, int rowCount, int stride, ref float scales, ref float vector) =>
        level switch
        {
            SimdLevel.Vector512 => WeightedSquares<Lanes512, Vector512<float>>(ref rows, rowCount, stride, ref scales, ref vector),
            SimdLevel.Vector256 => WeightedSquares<Lanes256, Vector256<float>>(ref rows, rowCount, stride, ref scales, ref vector),
            SimdLevel.Vector128 => WeightedSquares<Lanes128, Vector128<float>>(ref rows, rowCount, stride, ref scales, ref vector),
            _ => WeightedSquares<Lanes1, float>(ref rows, rowCount, stride, ref scales, ref vector),
        };

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
        for (var group = 0; group < rowCount; group += RowProducts.GroupRows)
        {
            ref var first = ref Unsafe.Add(ref rows, (nint)group * (stride / 2));
            var left = targets - Dots<TLanes, TVector>(ref first, stride / 2, ref vector);
            var scaled = Vector256.LoadUnsafe(ref scales, (nuint)group) * left;
            squares += scaled * left;
            weights = scaled;
            AddGroup<TLanes, TVector>(ref first, stride / 2, ref weight, ref result);
        }
        return Vector256.Sum(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float WeightedSquares<TLanes, TVector>(ref float rows, int rowCount, int stride, ref float scales, ref float vector)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        var squares = Vector256<float>.Zero;
        for (var group = 0; group < rowCount; group += RowProducts.GroupRows)
        {
            var dots = Dots<TLanes, TVector>(ref Unsafe.Add(ref rows, (nint)group * (stride / 2)), stride / 2, ref vector);
            squares += Vector256.LoadUnsafe(ref scales, (nuint)group) * dots * dots;
        }
        return Vector256.Sum(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Dots<TLanes, TVector>(ref float row, int words, ref float vector)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        var (s0, s1, s2, s3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (s4, s5, s6, s7) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        ref var fourth = ref Unsafe.Add(ref row, 4 * words);
        nint place = 0;
        for (nint word = 0; word < words; word += TLanes.Count, place = Next(place, TLanes.Count))
        {
            var low = TLanes.Load(ref vector, place);
            var high = TLanes.Load(ref vector, place + PairDistance);
            s0 = Add<TLanes, TVector>(TLanes.Load(ref row, word), low, high, s0);
            s1 = Add<TLanes, TVector>(TLanes.Load(ref row, word + words), low, high, s1);
            s2 = Add<TLanes, TVector>(TLanes.Load(ref row, word + (2 * words)), low, high, s2);
            s3 = Add<TLanes, TVector>(TLanes.Load(ref row, word + (3 * words)), low, high, s3);
            s4 = Add<TLanes, TVector>(TLanes.Load(ref fourth, word), low, high, s4);
            s5 = Add<TLanes, TVector>(TLanes.Load(ref fourth, word + words), low, high, s5);
            s6 = Add<TLanes, TVector>(TLanes.Load(ref fourth, word + (2 * words)), low, high, s6);
            s7 = Add<TLanes, TVector>(TLanes.Load(ref fourth, word + (3 * words)), low, high, s7);
        }
        return EightSums.Of(s0, s1, s2, s3, s4, s5, s6, s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add<TLanes, TVector>(TVector bits, TVector low, TVector high, TVector sum)
        where TLanes : ILanes<TVector>
        where TVector : struct => TLanes.MultiplyAdd(TLanes.HighHalves(bits), high, TLanes.MultiplyAdd(TLanes.LowHalves(bits), low, sum));

    /// <summary>The place of the next words' lower numbers: those of 16 words stand together, then follow the upper ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Next(nint place, int count)
    {
        place += count;
        return place + (place & PairDistance);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddGroup<TLanes, TVector>(ref float row, int words, ref float weights, ref float result)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        var (w0, w1) = (TLanes.Broadcast(weights), TLanes.Broadcast(Unsafe.Add(ref weights, 1)));
        var (w2, w3) = (TLanes.Broadcast(Unsafe.Add(ref weights, 2)), TLanes.Broadcast(Unsafe.Add(ref weights, 3)));
        var (w4, w5) = (TLanes.Broadcast(Unsafe.Add(ref weights, 4)), TLanes.Broadcast(Unsafe.Add(ref weights, 5)));
        var (w6, w7) = (TLanes.Broadcast(Unsafe.Add(ref weights, 6)), TLanes.Broadcast(Unsafe.Add(ref weights, 7)));
        ref var fourth = ref Unsafe.Add(ref row, 4 * words);
        nint place = 0;
        for (nint word = 0; word < words; word += TLanes.Count, place = Next(place, TLanes.Count))
        {
            // Two chains of four for the lower and two for the upper numbers, so that the latency of one hides behind the others.
            var (low, high) = (TLanes.Load(ref result, place), TLanes.Load(ref result, place + PairDistance));
            var (lowOdd, highOdd) = (TLanes.Zero, TLanes.Zero);
            AddRow<TLanes, TVector>(TLanes.Load(ref row, word), w0, ref low, ref high);
            AddRow<TLanes, TVector>(TLanes.Load(ref fourth, word), w4, ref lowOdd, ref highOdd);
            AddRow<TLanes, TVector>(TLanes.Load(ref row, word + words), w1, ref low, ref high);
            AddRow<TLanes, TVector>(TLanes.Load(ref fourth, word + words), w5, ref lowOdd, ref highOdd);
            AddRow<TLanes, TVector>(TLanes.Load(ref row, word + (2 * words)), w2, ref low, ref high);
            AddRow<TLanes, TVector>(TLanes.Load(ref fourth, word + (2 * words)), w6, ref lowOdd, ref highOdd);
            AddRow<TLanes, TVector>(TLanes.Load(ref row, word + (3 * words)), w3, ref low, ref high);
            AddRow<TLanes, TVector>(TLanes.Load(ref fourth, word + (3 * words)), w7, ref lowOdd, ref highOdd);
            TLanes.Store(TLanes.Add(low, lowOdd), ref result, place);
            TLanes.Store(TLanes.Add(high, highOdd), ref result, place + PairDistance);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TLanes, TVector>(TVector bits, TVector weight, ref TVector low, ref TVector high)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        low = TLanes.MultiplyAdd(TLanes.LowHalves(bits), weight, low);
        high = TLanes.MultiplyAdd(TLanes.HighHalves(bits), weight, high);
    }
}
