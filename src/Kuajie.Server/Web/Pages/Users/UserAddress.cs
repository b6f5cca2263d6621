namespace Kuajie.Server.Web.Pages.Users;

/// <summary>Addresses of the pages about users.</summary>
internal static class UserAddress
{
    /// <summary>The page of one user.</summary>
    public static string Of(string domain, string user) =>
        $"/users/user?domain={Uri.EscapeDataString(domain)}&user={Uri.EscapeDataString(user)}";
}
