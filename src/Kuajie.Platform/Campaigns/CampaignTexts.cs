using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Campaigns;

/// <summary>Texts of the campaigns slice.</summary>
internal static class CampaignTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(CampaignTexts));

    public static KuajieException Fault(string code, string key, string? where, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, where, arguments: arguments);
}
