using System.Text;
using Kuajie.Algorithms.Evaluation;

namespace Kuajie.Cli.Output;

/// <summary>The end that every section of a results page shares: the options chosen for each model, and how the last model compares with the others.</summary>
internal static class ChoiceMarkdown
{
    public static void Add(
        StringBuilder text,
        string metric,
        IEnumerable<(string Model, string OptionsJson)> choices,
        string last,
        IEnumerable<(string Model, PairedComparison Comparison)> versus
    )
    {
        Line(text, $"");
        Line(text, $"Chosen on validation:");
        Line(text, $"");
        foreach (var (model, options) in choices)
        {
            Line(text, $"- {model}: `{options}`");
        }
        Line(text, $"");
        Line(text, $"| {last} against | {metric} difference (95 %) | probability better |");
        Line(text, $"|---|---|---|");
        foreach (var (model, one) in versus)
        {
            Line(
                text,
                $"| {model} | {100 * one.Difference:+0.00;−0.00} ({100 * one.Low:+0.00;−0.00} … {100 * one.High:+0.00;−0.00}) | {one.ProbabilityBetter:0.000} |"
            );
        }
    }

    /// <summary>A line of markdown; numbers are written the same whatever the language.</summary>
    public static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}
