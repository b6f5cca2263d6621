using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>A user's factor rounded to 16 bits, with what bounds on its products with <see cref="QuantizedRows"/> need.</summary>
internal readonly ref struct QuantizedQuery
{
    /// <summary>Steps of a row's largest number either way.</summary>
    public const int LargestByte = 127;
    private const int LargestShort = 32_767;

    /// <summary>Rounds a factor.</summary>
    /// <param name="factor">Shape rank.</param>
    /// <param name="rounded">Room for <see cref="QuantizedRows.QueryLength"/> numbers; overwritten and kept.</param>
    public QuantizedQuery(ReadOnlySpan<float> factor, Span<short> rounded)
    {
        // No sum of 2 · rank products may leave 32 bits.
        var most = Math.Min(LargestShort, int.MaxValue / (LargestByte * (factor.Length + 1)));
        Rounded = rounded;
        Slack = 1 + ((factor.Length + 16) * MathF.Pow(2, -22));
        Length = Above(FactorScorer.Norm(factor));
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(factor));
        var isUsable = float.IsFinite(Length) && largest > 0;
        Scale = isUsable ? largest / most : 0;
        rounded.Clear();
        var (squares, roundedSquares) = (0.0, 0.0);
        for (var k = 0; k < factor.Length && isUsable; k++)
        {
            var step = Math.Clamp((int)MathF.Round(factor[k] / Scale), -most, most);
            rounded[k] = (short)step;
            var back = (double)step * Scale;
            squares += (factor[k] - back) * (factor[k] - back);
            roundedSquares += back * back;
        }
        RoundedLength = Above(Math.Sqrt(roundedSquares)) * Slack;
        // The true score is itself rounded: its error, at most about rank · 2⁻²⁴ of both lengths, is allowed for here.
        Error =
            isUsable ? Above(Math.Sqrt(squares)) + (Length * (Slack - 1))
            : largest == 0 ? Length
            : float.PositiveInfinity;
    }

    /// <summary>The rounded numbers.</summary>
    public ReadOnlySpan<short> Rounded { get; }

    /// <summary>Length of the factor.</summary>
    public float Length { get; }

    /// <summary>Length of the rounded factor.</summary>
    public float RoundedLength { get; }

    /// <summary>Length of what rounding took away, and of what rounding of scores may.</summary>
    public float Error { get; }

    /// <summary>What a step is worth.</summary>
    public float Scale { get; }

    /// <summary>A little more than one, for rounding of products.</summary>
    public float Slack { get; }

    /// <summary>The number as a float that is not smaller.</summary>
    public static float Above(double value) => MathF.BitIncrement((float)value);
}
