namespace Kuajie.Algorithms.Models.Blend;

/// <summary>
/// The weights of a blend: for users without, with few and with many target rows one set each. A set is
/// <see cref="BlendBasis.Count"/> weights per part.
/// </summary>
internal sealed class BlendWeights
{
    /// <summary>Groups of users: cold, few, many.</summary>
    public const int GroupCount = 3;

    private readonly double[] values;

    /// <summary>Wraps weights.</summary>
    /// <param name="values">Shape groups × features.</param>
    public BlendWeights(double[] values) => this.values = values;

    /// <summary>Numbers in a set for so many parts.</summary>
    public static int FeatureCount(int parts) => parts * BlendBasis.Count;

    /// <summary>Shape groups × features.</summary>
    public IReadOnlyList<double> Values => values;

    /// <summary>Weights of a part: of the standardised score and of its damped form.</summary>
    public (float Plain, float Damped) OfPart(int group, int part)
    {
        var start = (group * Stride) + (part * BlendBasis.Count);
        return ((float)values[start], (float)values[start + 1]);
    }

    /// <summary>Whether a part counts at all.</summary>
    public bool IsActive(int group, int part) => OfPart(group, part) != (0, 0);

    /// <summary>Whether a better score of some part may lower the sum.</summary>
    public bool HasNegative(int group) => Of(group).ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon);

    /// <summary>What a part's standardised score adds.</summary>
    public float Calibrate(int group, int part, float standardised)
    {
        var (plain, damped) = OfPart(group, part);
        return (plain * standardised) + (damped * BlendBasis.Damp(standardised));
    }

    /// <summary>One set.</summary>
    public ReadOnlySpan<double> Of(int group) => values.AsSpan(group * Stride, Stride);

    private int Stride => values.Length / GroupCount;
}
