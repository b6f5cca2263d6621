using Kuajie.Client.Interactions;

namespace Kuajie.Server.Web.Pages.Access;

/// <summary>Why events are refused, in the language of whoever looks; the service's own words are in the language of whoever sent them.</summary>
internal static class RefusalTexts
{
    private static readonly HashSet<string> Known =
    [
        "missing-member",
        "missing-user",
        "missing-session",
        "unknown-kind",
        "too-long-id",
        "broken-text",
        "unreadable-time",
        "impossible-time",
        "value-out-of-range",
        "user-not-collected",
        "kind-not-collected",
        "wrong-type",
        "unknown-member",
        "wrong-batch-size",
        "unreadable-json",
        "intake-full",
        "stopping",
        "store-full",
    ];

    /// <summary>What was wrong and what cures it.</summary>
    public static string Why(RefusedEventResponse refused) =>
        Known.Contains(refused.Code) ? AccessTexts.T($"Why{AccessTexts.Pascal(refused.Code)}") : $"{refused.Expected} {refused.Cure}";
}
