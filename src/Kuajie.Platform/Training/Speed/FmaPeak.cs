using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kuajie.Platform.Training.Speed;

/// <summary>The machine's own ceiling: single-precision operations per second of fused multiply-adds on registers alone.</summary>
internal static class FmaPeak
{
    private const int Rounds = 2_000_000;
    private const int Chains = 12;
    private const int Tries = 5;

    /// <summary>The best of a few tries on so many threads at once.</summary>
    public static double Measure(int threads, TimeProvider clock) => Enumerable.Range(0, Tries).Max(_ => MeasureOnce(threads, clock));

    /// <summary>One try: a few hundredths of a second.</summary>
    public static double MeasureOnce(int threads, TimeProvider clock)
    {
        var sums = new float[threads * 16];
        var started = clock.GetTimestamp();
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread => sums[thread * 16] = Run(Rounds));
        return 2.0 * Lanes * Chains * Rounds * threads / clock.GetElapsedTime(started).TotalSeconds;
    }

    private static int Lanes =>
        Vector512.IsHardwareAccelerated ? Vector512<float>.Count
        : Vector256.IsHardwareAccelerated ? Vector256<float>.Count
        : Vector128<float>.Count;

    private static float Run(int rounds) =>
        Vector512.IsHardwareAccelerated ? Run512(rounds)
        : Vector256.IsHardwareAccelerated ? Run256(rounds)
        : Run128(rounds);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run512(int rounds)
    {
        var (a, b) = (Vector512.Create(0.999f), Vector512.Create(0.001f));
        var (s0, s1, s2, s3, s4, s5) = (b, b, b, b, b, b);
        var (s6, s7, s8, s9, s10, s11) = (b, b, b, b, b, b);
        for (var round = 0; round < rounds; round++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, a, b);
            s1 = Vector512.FusedMultiplyAdd(s1, a, b);
            s2 = Vector512.FusedMultiplyAdd(s2, a, b);
            s3 = Vector512.FusedMultiplyAdd(s3, a, b);
            s4 = Vector512.FusedMultiplyAdd(s4, a, b);
            s5 = Vector512.FusedMultiplyAdd(s5, a, b);
            s6 = Vector512.FusedMultiplyAdd(s6, a, b);
            s7 = Vector512.FusedMultiplyAdd(s7, a, b);
            s8 = Vector512.FusedMultiplyAdd(s8, a, b);
            s9 = Vector512.FusedMultiplyAdd(s9, a, b);
            s10 = Vector512.FusedMultiplyAdd(s10, a, b);
            s11 = Vector512.FusedMultiplyAdd(s11, a, b);
        }
        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run256(int rounds)
    {
        var (a, b) = (Vector256.Create(0.999f), Vector256.Create(0.001f));
        var (s0, s1, s2, s3, s4, s5) = (b, b, b, b, b, b);
        var (s6, s7, s8, s9, s10, s11) = (b, b, b, b, b, b);
        for (var round = 0; round < rounds; round++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, a, b);
            s1 = Vector256.FusedMultiplyAdd(s1, a, b);
            s2 = Vector256.FusedMultiplyAdd(s2, a, b);
            s3 = Vector256.FusedMultiplyAdd(s3, a, b);
            s4 = Vector256.FusedMultiplyAdd(s4, a, b);
            s5 = Vector256.FusedMultiplyAdd(s5, a, b);
            s6 = Vector256.FusedMultiplyAdd(s6, a, b);
            s7 = Vector256.FusedMultiplyAdd(s7, a, b);
            s8 = Vector256.FusedMultiplyAdd(s8, a, b);
            s9 = Vector256.FusedMultiplyAdd(s9, a, b);
            s10 = Vector256.FusedMultiplyAdd(s10, a, b);
            s11 = Vector256.FusedMultiplyAdd(s11, a, b);
        }
        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run128(int rounds)
    {
        var (a, b) = (Vector128.Create(0.999f), Vector128.Create(0.001f));
        var (s0, s1, s2, s3, s4, s5) = (b, b, b, b, b, b);
        var (s6, s7, s8, s9, s10, s11) = (b, b, b, b, b, b);
        for (var round = 0; round < rounds; round++)
        {
            s0 = Vector128.FusedMultiplyAdd(s0, a, b);
            s1 = Vector128.FusedMultiplyAdd(s1, a, b);
            s2 = Vector128.FusedMultiplyAdd(s2, a, b);
            s3 = Vector128.FusedMultiplyAdd(s3, a, b);
            s4 = Vector128.FusedMultiplyAdd(s4, a, b);
            s5 = Vector128.FusedMultiplyAdd(s5, a, b);
            s6 = Vector128.FusedMultiplyAdd(s6, a, b);
            s7 = Vector128.FusedMultiplyAdd(s7, a, b);
            s8 = Vector128.FusedMultiplyAdd(s8, a, b);
            s9 = Vector128.FusedMultiplyAdd(s9, a, b);
            s10 = Vector128.FusedMultiplyAdd(s10, a, b);
            s11 = Vector128.FusedMultiplyAdd(s11, a, b);
        }
        return Vector128.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
