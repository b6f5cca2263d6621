using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Server.Catalog;

/// <summary>Refusals about items and their search.</summary>
internal static class CatalogFaults
{
    private static readonly TextSource Source = TextSource.Of(typeof(CatalogFaults));

    public static KuajieException UnknownItem(string domain) =>
        Source.Fault("unknown-item", "UnknownItem", isUsage: true, arguments: [domain]);

    public static KuajieException At(string where, string code, string key, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, where, isUsage: true, arguments: arguments);
}
