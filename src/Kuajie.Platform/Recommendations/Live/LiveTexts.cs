using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Texts of live recommendations.</summary>
internal static class LiveTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(LiveTexts));

    public static KuajieException InvalidRequest(IReadOnlyList<OptionFault> faults) =>
        Source.Fault(
            "invalid-recommendation-request",
            "InvalidRequest",
            isUsage: true,
            arguments:
            [
                string.Join("; ", faults.Select(fault => $"{fault.Option} = {fault.Found}")),
                string.Join("; ", faults.Select(fault => $"{fault.Option}: {fault.Expected}")),
            ]
        );

    public static KuajieException InvalidOptions(IReadOnlyList<OptionFault> faults) =>
        Source.Fault(
            "invalid-live-options",
            "InvalidOptions",
            isUsage: true,
            arguments:
            [
                string.Join("; ", faults.Select(fault => $"{fault.Option} = {fault.Found}")),
                string.Join("; ", faults.Select(fault => $"{fault.Option}: {fault.Expected}")),
            ]
        );

    public static KuajieException InvalidCursor() => Source.Fault("invalid-cursor", "InvalidCursor", isUsage: true);

    public static KuajieException OtherCursor() => Source.Fault("cursor-of-another-list", "OtherCursor", isUsage: true);

    public static KuajieException UnknownVersion(string version) =>
        Source.Fault("unknown-model-version", "UnknownVersion", arguments: [version]);

    public static KuajieException OtherTarget(string version, string target) =>
        Source.Fault("version-of-another-domain", "OtherTarget", "model", isUsage: true, arguments: [version, target]);

    public static KuajieException UnknownItem(string domain, string item) =>
        Source.Fault("unknown-item", "UnknownItem", isUsage: true, arguments: [item, domain]);

    public static KuajieException NotInList(string list, string item) =>
        Source.Fault("not-in-list", "NotInList", isUsage: true, arguments: [item, list]);

    public static KuajieException UnloadedVersion(string version) =>
        Source.Fault("version-not-loaded", "UnloadedVersion", arguments: [version]);

    public static string Pinned => Source.Format(nameof(Pinned));

    public static string Promoted => Source.Format(nameof(Promoted));
}
