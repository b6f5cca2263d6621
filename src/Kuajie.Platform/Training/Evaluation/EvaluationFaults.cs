using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Texts;

namespace Kuajie.Platform.Training.Evaluation;

/// <summary>What can be wrong with an evaluation's data.</summary>
internal static class EvaluationFaults
{
    public static KuajieException NothingHeldOut(string splitter) =>
        new(
            "nothing-held-out",
            BenchmarkTexts.NothingHeldOut(splitter),
            BenchmarkTexts.NothingHeldOutExpected,
            BenchmarkTexts.NothingHeldOutCure
        );

    public static KuajieException NoTimes(string domain) =>
        new("no-times", BenchmarkTexts.NoTimes(domain), BenchmarkTexts.NoTimesExpected, BenchmarkTexts.NoTimesCure);
}
