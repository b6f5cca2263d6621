using Kuajie.Platform.Interactions;

namespace Kuajie.Storage.SampleWorld;

/// <summary>What partners call the kinds in their exports.</summary>
internal static class EnglishKinds
{
    private static readonly string[] Unknown = ["heartbeat", "scroll", "page_unload", "debug_ping"];

    public static string Of(InteractionKind kind) => kind.ToString().ToLowerInvariant();

    public static string UnknownOf(int variant) => Unknown[variant % Unknown.Length];
}
