using Kuajie.Platform.Access;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Addresses of the parts of the page on audiences: whatever is looked at can be sent to somebody else.</summary>
internal static class AudienceAddress
{
    private const Role SeesUsers = Role.Owner | Role.Data | Role.Compliance;
    private const Role Defines = Role.Owner | Role.Growth | Role.Data;

    private static readonly (string Part, Role Roles)[] Parts =
    [
        ("segments", Role.Everybody),
        ("clusters", Defines),
        ("profile", SeesUsers),
        ("look-alikes", SeesUsers),
        ("overlap", Role.Everybody),
        ("tags", Role.Everybody),
        ("responses", Defines),
    ];

    /// <summary>The parts that a person may see, in order; there is always the first.</summary>
    public static IReadOnlyList<string> PartsFor(ConsoleSession session) =>
        [.. Parts.Where(part => session.Has(part.Roles)).Select(part => part.Part)];

    /// <summary>A part for a domain.</summary>
    public static string Of(string domain, string part, params ReadOnlySpan<(string Name, string Value)> what)
    {
        var address = $"/audience?domain={Uri.EscapeDataString(domain)}&part={part}";
        foreach (var (name, value) in what)
        {
            address += $"&{name}={Uri.EscapeDataString(value)}";
        }
        return address;
    }

    /// <summary>The file of a segment's users.</summary>
    public static string UsersOf(string domain, string segment) =>
        $"/v1/domains/{Uri.EscapeDataString(domain)}/segments/{Uri.EscapeDataString(segment)}/users";
}
