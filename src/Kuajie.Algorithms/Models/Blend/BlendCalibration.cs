using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Models.Blend;

/// <summary>
/// Adds a part's calibrated scores to the sums of a blend, sixteen at a time: <see cref="BlendWeights.Calibrate"/> up to rounding, and the same bits for a score wherever it
/// stands in a span.
/// </summary>
internal static class BlendCalibration
{
    private const int Lanes = 16;

    /// <summary>Adds plain · z + damped · sign(z) · ln(1 + |z|) for each standardised score z.</summary>
    /// <param name="scores">The part's scores.</param>
    /// <param name="scale">Where its scores lie.</param>
    /// <param name="weights">The part's weights.</param>
    /// <param name="sums">Shape as <paramref name="scores"/>; added to.</param>
    public static void Add(ReadOnlySpan<float> scores, ScoreScale scale, (float Plain, float Damped) weights, Span<float> sums) =>
        Add<ExactLogarithm>(scores, new Coefficients(scale, weights), sums);

    /// <summary>Adds a little more, at most the weight of the damped form times 0.0012, for half the work. No weight is negative.</summary>
    /// <inheritdoc cref="Add(ReadOnlySpan{float}, ScoreScale, ValueTuple{float, float}, Span{float})"/>
    public static void AddBounds(ReadOnlySpan<float> scores, ScoreScale scale, (float Plain, float Damped) weights, Span<float> sums) =>
        Add<QuickLogarithm>(scores, new Coefficients(scale, weights), sums);

    private static void Add<TLogarithm>(ReadOnlySpan<float> scores, in Coefficients coefficients, Span<float> sums)
        where TLogarithm : ILogarithm
    {
        ref var from = ref MemoryMarshal.GetReference(scores);
        ref var to = ref MemoryMarshal.GetReference(sums[..scores.Length]);
        var whole = scores.Length - (scores.Length % Lanes);
        for (var place = 0; place < whole; place += Lanes)
        {
            var sum = Vector512.LoadUnsafe(ref to, (nuint)place);
            (sum + Calibrated<TLogarithm>(Vector512.LoadUnsafe(ref from, (nuint)place), coefficients)).StoreUnsafe(ref to, (nuint)place);
        }
        Span<float> last = stackalloc float[Lanes];
        last.Clear();
        scores[whole..].CopyTo(last);
        var rest = Calibrated<TLogarithm>(Vector512.Create<float>(last), coefficients);
        for (var place = whole; place < scores.Length; place++)
        {
            sums[place] += rest[place - whole];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Calibrated<TLogarithm>(Vector512<float> scores, in Coefficients coefficients)
        where TLogarithm : ILogarithm
    {
        var standardised = (scores - Vector512.Create(coefficients.Mean)) * Vector512.Create(coefficients.PerDeviation);
        standardised = Vector512.Clamp(standardised, Vector512.Create(-ScoreScale.Largest), Vector512.Create(ScoreScale.Largest));
        var plain = standardised * Vector512.Create(coefficients.Plain);
        if (coefficients.Damped == 0)
        {
            return plain;
        }
        var damped = TLogarithm.Of(Vector512<float>.One + Vector512.Abs(standardised));
        damped = Vector512.CopySign(damped, standardised) + Vector512.Create(TLogarithm.Error);
        return plain + (damped * Vector512.Create(coefficients.Damped));
    }

    /// <summary>A scale and weights as one standardises by them: a product takes a fraction of a division's time.</summary>
    private readonly record struct Coefficients(float Mean, float PerDeviation, float Plain, float Damped)
    {
        public Coefficients(ScoreScale scale, (float Plain, float Damped) weights)
            : this(scale.Mean, 1 / scale.Deviation, weights.Plain, weights.Damped) { }
    }

    /// <summary>A logarithm of numbers of at least one.</summary>
    private interface ILogarithm
    {
        /// <summary>How far it may be from the true one.</summary>
        static abstract float Error { get; }

        static abstract Vector512<float> Of(Vector512<float> numbers);
    }

    private readonly struct ExactLogarithm : ILogarithm
    {
        public static float Error => 0;

        public static Vector512<float> Of(Vector512<float> numbers) => Vector512.Log(numbers);
    }

    /// <summary>exponent · ln 2, and a polynomial of the third degree for the mantissa: Chebyshev's series of ln over 1 … 2.</summary>
    private readonly struct QuickLogarithm : ILogarithm
    {
        /// <summary>0.000503 by the polynomial, and what rounding adds.</summary>
        public static float Error => 0.0006f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> numbers)
        {
            var bits = numbers.AsInt32();
            var exponents = Vector512.ConvertToSingle((bits >>> 23) - Vector512.Create(127));
            var mantissas = ((bits & Vector512.Create(0x007F_FFFF)) | Vector512.Create(0x3F80_0000)).AsSingle();
            var series = Vector512.FusedMultiplyAdd(mantissas, Vector512.Create(0.10774686f), Vector512.Create(-0.72035886f));
            series = Vector512.FusedMultiplyAdd(mantissas, series, Vector512.Create(2.0998743f));
            series = Vector512.FusedMultiplyAdd(mantissas, series, Vector512.Create(-1.4867596f));
            return Vector512.FusedMultiplyAdd(exponents, Vector512.Create(0.6931472f), series);
        }
    }
}
