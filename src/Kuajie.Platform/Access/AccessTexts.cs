using System.Globalization;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Access;

/// <summary>Texts about who may do what.</summary>
internal static class AccessTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(AccessTexts));

    public static KuajieException Fault(string code, string key, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, isUsage: true, arguments: arguments);

    public static KuajieException UnknownParty(string partyId, IReadOnlyList<Party> known) =>
        Fault("unknown-party", nameof(UnknownParty), partyId, string.Join(", ", known.Select(party => party.PartyId)));

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
