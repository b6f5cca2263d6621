using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Campaigns.Life;

/// <summary>Texts about campaigns that run.</summary>
internal static class CampaignLifeTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(CampaignLifeTexts));

    public static KuajieException Fault(string code, string key, string where, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, where, isUsage: true, arguments: arguments);
}
