using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;

namespace Kuajie.Cli.Commands;

/// <summary>Faults of option values that the parser cannot see.</summary>
internal static class VerbFaults
{
    public static KuajieException OutOfRange(string option, string found, string expected) =>
        new(
            "wrong-option",
            BenchmarkVerbTexts.OptionFound(option, found),
            BenchmarkVerbTexts.OptionExpected(expected),
            BenchmarkVerbTexts.OptionCure(option),
            option,
            isUsage: true
        );
}
