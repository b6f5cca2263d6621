using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Experiments;

/// <summary>Texts of the slice for experiments.</summary>
internal static class ExperimentTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(ExperimentTexts));

    public static KuajieException Fault(string code, string key, string where, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, where, isUsage: true, arguments: arguments);
}
