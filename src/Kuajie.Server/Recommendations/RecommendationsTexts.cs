using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Server.Recommendations;

/// <summary>Refusals of recommendation requests that the platform never sees.</summary>
internal static class RecommendationsTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(RecommendationsTexts));

    public static KuajieException OutOfRange(string where, object? found, string expected) =>
        Source.Fault("out-of-range", "OutOfRange", where, isUsage: true, arguments: [where, found ?? "null", expected]);

    public static KuajieException UnknownWord(string where, string found, IEnumerable<string> possible) =>
        Source.Fault("unknown-name", "UnknownWord", where, isUsage: true, arguments: [where, found, string.Join(", ", possible)]);

    public static KuajieException UnknownList(string list) => Source.Fault("unknown-list", "UnknownList", isUsage: true, arguments: [list]);

    public static KuajieException PreviewNotAllowed() => Source.Fault("preview-not-allowed", "PreviewNotAllowed", "preview", isUsage: true);

    public static KuajieException ModelWithoutPreview() =>
        Source.Fault("model-without-preview", "ModelWithoutPreview", "model", isUsage: true);

    public static KuajieException NestedScene() => Source.Fault("scene-with-person", "SceneWithPerson", "request", isUsage: true);
}
