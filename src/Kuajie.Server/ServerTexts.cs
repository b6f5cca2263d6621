using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;
using Kuajie.Server.Access;

namespace Kuajie.Server;

/// <summary>Texts of refusals that concern requests as such.</summary>
internal static class ServerTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(ServerTexts));

    public static KuajieException Fault(string code, string key, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, isUsage: true, arguments: arguments);

    /// <summary>A fault in a named part of the request.</summary>
    public static KuajieException FaultAt(string where, string code, string key, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, where, isUsage: true, arguments: arguments);

    public static KuajieException NotAllowed(AccessRule rule, Caller caller) =>
        Fault(
            "not-allowed",
            rule.IsForOperator && caller.HasAny(rule.Scopes, rule.Roles) ? "OnlyOperator" : "NotAllowed",
            string.Join(", ", WireNames.OfScopes(rule.Scopes))
        );

    /// <summary>There are too few users to look for clusters: to whom their number may not be told.</summary>
    public static string TooFewForClusters => Source.Format(nameof(TooFewForClusters));

    public static KuajieException NotShared(string domain, DomainNeed need) =>
        need.Shares == PartnershipShares.None
            ? Fault("not-own-domain", "NotOwnDomain", domain)
            : Fault("not-shared", "NotShared", domain, string.Join(", ", WireNames.OfShares(need.Shares)));
}
