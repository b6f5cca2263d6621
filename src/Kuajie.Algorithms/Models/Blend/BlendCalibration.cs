using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Models.Blend;

/// <summary>
/// Adds a part's calibrated scores to the sums of a blend, eight at a time: <see cref="BlendWeights.Calibrate"/> up to rounding, and the same bits for a score wherever it
/// stands in a span.
/// </summary>
internal static class BlendCalibration
{
    private const int Lanes = 8;

    /// <summary>Adds plain · z + damped · sign(z) · ln(1 + |z|) for each standardised score z.</summary>
    /// <param name="scores">The part's scores.</param>
    /// <param name="scale">Where its scores lie.</param>
    /// <param name="weights">The part's weights.</param>
    /// <param name="sums">Shape as <paramref name="scores"/>; added to.</param>
    public static void Add(ReadOnlySpan<float> scores, ScoreScale scale, (float Plain, float Damped) weights, Span<float> sums)
    {
        ref var from = ref MemoryMarshal.GetReference(scores);
        ref var to = ref MemoryMarshal.GetReference(sums[..scores.Length]);
        var whole = scores.Length - (scores.Length % Lanes);
        for (var place = 0; place < whole; place += Lanes)
        {
            var sum = Vector256.LoadUnsafe(ref to, (nuint)place);
            (sum + Calibrated(Vector256.LoadUnsafe(ref from, (nuint)place), scale, weights)).StoreUnsafe(ref to, (nuint)place);
        }
        Span<float> last = stackalloc float[Lanes];
        last.Clear();
        scores[whole..].CopyTo(last);
        var rest = Calibrated(Vector256.Create<float>(last), scale, weights);
        for (var place = whole; place < scores.Length; place++)
        {
            sums[place] += rest[place - whole];
        }
    }

    /// <summary>What one score adds.</summary>
    public static float Of(float score, ScoreScale scale, (float Plain, float Damped) weights) =>
        Calibrated(Vector256.Create(score), scale, weights).ToScalar();

    private static Vector256<float> Calibrated(Vector256<float> scores, ScoreScale scale, (float Plain, float Damped) weights)
    {
        var standardised = (scores - Vector256.Create(scale.Mean)) / Vector256.Create(scale.Deviation);
        standardised = Vector256.Clamp(standardised, Vector256.Create(-ScoreScale.Largest), Vector256.Create(ScoreScale.Largest));
        var plain = standardised * weights.Plain;
        if (weights.Damped == 0)
        {
            return plain;
        }
        var logarithm = Vector256.Log(Vector256<float>.One + Vector256.Abs(standardised));
        return plain + (Vector256.CopySign(logarithm, standardised) * weights.Damped);
    }
}
