namespace Kuajie.Algorithms.Models;

/// <summary>One option out of its range.</summary>
/// <param name="Option">Name of the option as in code and JSON, for example <c>rank</c>.</param>
/// <param name="Found">The value found.</param>
/// <param name="Expected">The range expected, in symbols that read in any language, for example <c>1 … 1024</c>.</param>
public sealed record OptionFault(string Option, string Found, string Expected)
{
    /// <summary>A fault where the value is outside minimum … maximum, else none.</summary>
    public static IEnumerable<OptionFault> OutsideRange(string option, double value, double minimum, double maximum)
    {
        if (!(value >= minimum && value <= maximum))
        {
            yield return new OptionFault(
                option,
                FormattableString.Invariant($"{value}"),
                FormattableString.Invariant($"{minimum} … {maximum}")
            );
        }
    }
}
