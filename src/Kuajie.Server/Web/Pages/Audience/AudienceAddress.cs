namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Addresses of the parts of the page on audiences: whatever is looked at can be sent to somebody else.</summary>
internal static class AudienceAddress
{
    /// <summary>The parts, in order.</summary>
    public static readonly IReadOnlyList<string> Parts = ["segments"];

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
