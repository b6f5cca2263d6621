using System.Globalization;
using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>How an attribute is compared.</summary>
public enum TargetOperator
{
    /// <summary>The attribute is one of the values.</summary>
    AnyOf,

    /// <summary>The attribute is none of the values, or is not known.</summary>
    NoneOf,

    /// <summary>The attribute is a number that is at least the one value.</summary>
    AtLeast,

    /// <summary>The attribute is a number that is at most the one value.</summary>
    AtMost,
}

/// <summary>
/// One condition on a unit's attributes; an experiment takes units that fulfil all of its conditions. Attributes must be known before assignment and not be changed by the arms,
/// or the arms are no longer comparable.
/// </summary>
/// <param name="Attribute">Name of the attribute, compared letter by letter.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Values">What it is compared with; exactly one number for AtLeast and AtMost.</param>
public sealed record TargetCondition(string Attribute, TargetOperator Operator, IReadOnlyList<string> Values)
{
    /// <summary>Whether attributes fulfil the condition. An attribute that is not known fulfils NoneOf only. O(values).</summary>
    public bool Holds(IReadOnlyDictionary<string, string>? attributes)
    {
        string? found = null;
        attributes?.TryGetValue(Attribute, out found);
        return Operator switch
        {
            TargetOperator.AnyOf => found is not null && Values.Contains(found, StringComparer.Ordinal),
            TargetOperator.NoneOf => found is null || !Values.Contains(found, StringComparer.Ordinal),
            TargetOperator.AtLeast => Number(found) is { } least && least >= Number(Values[0]),
            _ => Number(found) is { } most && most <= Number(Values[0]),
        };
    }

    internal IEnumerable<ExperimentFault> Faults(string experiment)
    {
        var isNumeric = Operator is TargetOperator.AtLeast or TargetOperator.AtMost;
        if (isNumeric ? Values.Count != 1 || Number(Values[0]) is null : Values.Count == 0)
        {
            yield return new ExperimentFault("TargetValues", $"{experiment}: {Attribute} {Operator}", string.Join(", ", Values));
        }
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
