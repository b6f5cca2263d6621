using Kuajie.Platform.Access;

namespace Kuajie.Server.Web;

/// <summary>Roles as people say them.</summary>
internal static class RoleNames
{
    /// <summary>The names of the single roles in a set.</summary>
    public static IEnumerable<string> Of(Role roles) =>
        Enum.GetValues<Role>().Where(role => int.IsPow2((int)role) && roles.HasFlag(role)).Select(role => ConsoleTexts.Say($"Role{role}"));
}
