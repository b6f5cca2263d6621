using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;

namespace Kuajie.Server.Access;

/// <summary>Sets of flags as lists of names on the wire.</summary>
internal static class WireNames
{
    public static Scope ToScopes(IReadOnlyList<string> names) => (Scope)Parse<Scope>(names, "scopes");

    public static IReadOnlyList<string> OfScopes(Scope scopes) => Names(scopes);

    public static Role ToRoles(IReadOnlyList<string> names) => (Role)Parse<Role>(names, "roles");

    public static IReadOnlyList<string> OfRoles(Role roles) => Names(roles);

    public static PartnershipShares ToShares(IReadOnlyList<string> names) => (PartnershipShares)Parse<PartnershipShares>(names, "shares");

    public static IReadOnlyList<string> OfShares(PartnershipShares shares) => Names(shares);

    private static string[] Names<T>(T flags)
        where T : struct, Enum => [.. Single<T>().Where(flag => flags.HasFlag(flag.Value)).Select(flag => flag.Name)];

    private static int Parse<T>(IReadOnlyList<string> names, string where)
        where T : struct, Enum
    {
        var known = Single<T>().ToDictionary(flag => flag.Name, flag => flag.Value, StringComparer.Ordinal);
        var sum = 0;
        foreach (var name in names)
        {
            if (name is null || !known.TryGetValue(name, out var flag))
            {
                throw ServerTexts.FaultAt(where, "unknown-name", "UnknownName", name, string.Join(", ", known.Keys));
            }
            sum |= Convert.ToInt32(flag, System.Globalization.CultureInfo.InvariantCulture);
        }
        return sum;
    }

    /// <summary>The flags that stand for one thing each.</summary>
    private static IEnumerable<(string Name, T Value)> Single<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>()
            .Where(flag => int.IsPow2(Convert.ToInt32(flag, System.Globalization.CultureInfo.InvariantCulture)))
            .Select(flag => (System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(flag.ToString()), flag));
}
