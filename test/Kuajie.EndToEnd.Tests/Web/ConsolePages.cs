using System.Reflection;
using Kuajie.Server.Web;
using Microsoft.AspNetCore.Components;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Every page that the console has, with an address at which the demo's world shows something.</summary>
internal static class ConsolePages
{
    /// <summary>What pages need in their address beside the path; <c>{item}</c> and <c>{user}</c> stand for ones of the world.</summary>
    private static readonly Dictionary<string, string> Queries = new(StringComparer.Ordinal)
    {
        ["/catalog/item"] = $"?domain={ConsoleWorld.Knowledge}&item={{item}}",
        ["/users/user"] = $"?domain={ConsoleWorld.Knowledge}&user={{user}}",
    };

    /// <summary>All pages, found by their routes.</summary>
    public static readonly IReadOnlyList<ConsolePage> All =
    [
        .. typeof(ConsoleParts)
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<RouteAttribute>() is not null)
            .Select(type => new ConsolePage(
                type.GetCustomAttribute<RouteAttribute>()!.Template,
                type,
                type.GetCustomAttribute<ForRolesAttribute>()!
            ))
            .OrderBy(page => page.Path, StringComparer.Ordinal),
    ];

    /// <summary>Those that need no signing in.</summary>
    public static IEnumerable<ConsolePage> Open => All.Where(page => page.Rule.Roles == Platform.Access.Role.None);

    /// <summary>Those for persons.</summary>
    public static IEnumerable<ConsolePage> ForPersons => All.Where(page => page.Rule.Roles != Platform.Access.Role.None);

    /// <summary>Where a page shows something.</summary>
    public static string AddressOf(ConsolePage page, ConsoleWorld world) =>
        page.Path
        + Queries
            .GetValueOrDefault(page.Path)
            ?.Replace("{item}", world.KnownUser.Item, StringComparison.Ordinal)
            .Replace("{user}", world.KnownUser.User, StringComparison.Ordinal);
}

/// <summary>A page.</summary>
/// <param name="Path">Its route.</param>
/// <param name="Type">Its component.</param>
/// <param name="Rule">Who may open it.</param>
internal sealed record ConsolePage(string Path, Type Type, ForRolesAttribute Rule);
