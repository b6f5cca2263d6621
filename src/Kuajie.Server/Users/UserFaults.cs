using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Server.Users;

/// <summary>Refusals about users. They do not repeat ids.</summary>
internal static class UserFaults
{
    private static readonly TextSource Source = TextSource.Of(typeof(UserFaults));

    public static KuajieException UnknownUser(string domain) =>
        Source.Fault("unknown-user", "UnknownUser", isUsage: true, arguments: [domain]);

    public static KuajieException At(string where, string code, string key, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, where, isUsage: true, arguments: arguments);
}
