namespace Kuajie.Algorithms.Models.Blend;

/// <summary>
/// What a blend sees of a part's standardised score z: z itself, and sign(z) · ln(1 + |z|), which tells a good candidate from a bad one without letting one
/// part's extreme scores decide alone. Their weighted sum is each part's calibration.
/// </summary>
internal static class BlendBasis
{
    /// <summary>Numbers per part.</summary>
    public const int Count = 2;

    /// <summary>The damped form of a standardised score.</summary>
    public static float Damp(float standardised) => MathF.CopySign(MathF.Log(1 + MathF.Abs(standardised)), standardised);
}
