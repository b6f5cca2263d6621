using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kuajie.Algorithms.Numerics.Simd;

/// <summary>Sums of the lanes of eight vectors at once: one shuffle tree costs little more than the sum of one vector.</summary>
internal static class EightSums
{
    /// <summary>Lane k of the result is the sum of the lanes of the k-th vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of<TVector>(
        TVector v0,
        TVector v1,
        TVector v2,
        TVector v3,
        TVector v4,
        TVector v5,
        TVector v6,
        TVector v7
    )
        where TVector : struct
    {
        if (typeof(TVector) == typeof(Vector512<float>) && Avx.IsSupported)
        {
            return Tree(Halves(v0), Halves(v1), Halves(v2), Halves(v3), Halves(v4), Halves(v5), Halves(v6), Halves(v7));
        }
        if (typeof(TVector) == typeof(Vector256<float>) && Avx.IsSupported)
        {
            return Tree(As256(v0), As256(v1), As256(v2), As256(v3), As256(v4), As256(v5), As256(v6), As256(v7));
        }
        return Vector256.Create(Sum(v0), Sum(v1), Sum(v2), Sum(v3), Sum(v4), Sum(v5), Sum(v6), Sum(v7));
    }

    /// <summary>The sum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum<TVector>(TVector vector)
        where TVector : struct
    {
        if (typeof(TVector) == typeof(Vector512<float>))
        {
            return Vector512.Sum(Unsafe.BitCast<TVector, Vector512<float>>(vector));
        }
        if (typeof(TVector) == typeof(Vector256<float>))
        {
            return Vector256.Sum(As256(vector));
        }
        return typeof(TVector) == typeof(Vector128<float>)
            ? Vector128.Sum(Unsafe.BitCast<TVector, Vector128<float>>(vector))
            : Unsafe.BitCast<TVector, float>(vector);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Tree(
        Vector256<float> v0,
        Vector256<float> v1,
        Vector256<float> v2,
        Vector256<float> v3,
        Vector256<float> v4,
        Vector256<float> v5,
        Vector256<float> v6,
        Vector256<float> v7
    )
    {
        var low = Pairs(Pairs(v0, v1), Pairs(v2, v3));
        var high = Pairs(Pairs(v4, v5), Pairs(v6, v7));
        return Avx.Permute2x128(low, high, 0x20) + Avx.Permute2x128(low, high, 0x31);
    }

    /// <summary>Within each half of the vectors: sums of neighbours, those of the first vector in the lower places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pairs(Vector256<float> first, Vector256<float> second) =>
        Avx.Shuffle(first, second, 0x88) + Avx.Shuffle(first, second, 0xDD);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves<TVector>(TVector vector)
        where TVector : struct
    {
        var wide = Unsafe.BitCast<TVector, Vector512<float>>(vector);
        return wide.GetLower() + wide.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> As256<TVector>(TVector vector)
        where TVector : struct => Unsafe.BitCast<TVector, Vector256<float>>(vector);
}
