using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Server.Training;

/// <summary>Refusals about trainings and models.</summary>
internal static class TrainingFaults
{
    private static readonly TextSource Source = TextSource.Of(typeof(TrainingFaults));

    public static KuajieException UnknownRun(string runId) => Fault("unknown-training-run", "UnknownRun", runId);

    public static KuajieException NoProgress(string runId) => Fault("unknown-progress", "NoProgress", runId);

    public static KuajieException UnknownVersion(string versionId, string domain) =>
        Fault("unknown-version", "UnknownVersion", versionId, domain);

    public static KuajieException UnknownSchedule(string scheduleId) => Fault("unknown-schedule", "UnknownSchedule", scheduleId);

    private static KuajieException Fault(string code, string key, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, isUsage: true, arguments: arguments);
}
