using Kuajie.Algorithms.Experiments.Texts;

namespace Kuajie.Algorithms.Experiments.Faults;

/// <summary>One input of an experiment that cannot be used.</summary>
/// <param name="Code">Stable name for programs, for example <c>ArmWeight</c>.</param>
/// <param name="Where">Which input: the experiment, arm or metric, and the field.</param>
/// <param name="Found">The value found.</param>
public sealed record ExperimentFault(string Code, string Where, string Found)
{
    /// <summary>What was found and where, what was expected, and the cure, in the current language.</summary>
    public override string ToString() => $"{Part("Found")} {Part("Expected")} {Part("Cure")}";

    /// <summary>A fault where a number is not finite or not within minimum … maximum, else none.</summary>
    internal static IEnumerable<ExperimentFault> Outside(string code, string where, double value, double minimum, double maximum)
    {
        if (!(value >= minimum && value <= maximum && double.IsFinite(value)))
        {
            yield return new ExperimentFault(code, where, FormattableString.Invariant($"{value}"));
        }
    }

    /// <summary>A fault where a number is not strictly between 0 and 1, else none.</summary>
    internal static IEnumerable<ExperimentFault> NoProbability(string where, double value)
    {
        if (!(value > 0 && value < 1))
        {
            yield return new ExperimentFault("Probability", where, FormattableString.Invariant($"{value}"));
        }
    }

    private ExperimentText Part(string part) => ExperimentText.Of(Code + part, Where, Found);
}
