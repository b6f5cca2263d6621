using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Serving;

/// <summary>Texts of <c>kuajie keys</c>.</summary>
internal static class KeysTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(KeysTexts));

    public static string Description => Source.Format(nameof(Description));

    public static string CreateDescription => Source.Format(nameof(CreateDescription));

    public static string RevokeDescription => Source.Format(nameof(RevokeDescription));

    public static string NameOption => Source.Format(nameof(NameOption));

    public static string PartyOption => Source.Format(nameof(PartyOption));

    public static string ScopesOption => Source.Format(nameof(ScopesOption));

    public static string KeyArgument => Source.Format(nameof(KeyArgument));

    public static string ShownOnce => Source.Format(nameof(ShownOnce));

    public static string None => Source.Format(nameof(None));

    public static string Operator => Source.Format(nameof(Operator));

    public static string Accepted => Source.Format(nameof(Accepted));

    public static string KeyColumn => Source.Format(nameof(KeyColumn));

    public static string NameColumn => Source.Format(nameof(NameColumn));

    public static string PartyColumn => Source.Format(nameof(PartyColumn));

    public static string ScopesColumn => Source.Format(nameof(ScopesColumn));

    public static string StateColumn => Source.Format(nameof(StateColumn));

    public static string Created(ApiKey key) => Source.Format(nameof(Created), key.Name, key.KeyId);

    public static string Revoked(ApiKey key) => Source.Format(nameof(Revoked), key.Name, key.KeyId);

    public static string RevokedOn(string day) => Source.Format(nameof(RevokedOn), day);

    public static string Until(string day) => Source.Format(nameof(Until), day);

    public static string NoScopes(string text) => Source.Format(nameof(NoScopes), text);

    public static KuajieException Unknown(string keyId) => Source.Fault("unknown-key", nameof(Unknown), arguments: [keyId]);
}
