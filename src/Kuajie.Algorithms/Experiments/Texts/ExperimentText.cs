using System.Resources;
using Kuajie.Algorithms.Sentences;

namespace Kuajie.Algorithms.Experiments.Texts;

/// <summary>A sentence about an experiment.</summary>
/// <param name="Code">Stable name for programs, for example <c>VerdictBetter</c>.</param>
/// <param name="Arguments">What fills the gaps, in order.</param>
public sealed record ExperimentText(string Code, IReadOnlyList<object> Arguments) : Sentence(Code, Arguments)
{
    private static readonly ResourceManager Pair = new(typeof(ExperimentTexts));

    /// <inheritdoc/>
    protected override ResourceManager Resources => Pair;

    /// <summary>A text of a code and what fills its gaps.</summary>
    public static ExperimentText Of(string code, params IReadOnlyList<object> arguments) => new(code, arguments);
}
