using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Training;

/// <summary>Texts of training.</summary>
internal static class TrainingTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(TrainingTexts));

    public static KuajieException InvalidOptions(string model, IReadOnlyList<OptionFault> faults) =>
        Source.Fault(
            "invalid-options",
            "InvalidOptions",
            isUsage: true,
            arguments:
            [
                string.Join(", ", faults.Select(fault => $"{fault.Option} = {fault.Found}")),
                string.Join(", ", faults.Select(fault => $"{fault.Option}: {fault.Expected}")),
                model,
            ]
        );
}
