namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>Addresses of the pages about items.</summary>
internal static class CatalogAddress
{
    /// <summary>The page of one item.</summary>
    /// <param name="domain">The item's domain.</param>
    /// <param name="item">Its id.</param>
    /// <param name="before">The user whose page leads there, to come back to.</param>
    public static string OfItem(string domain, string item, UserBefore? before = null) =>
        $"/catalog/item?domain={Uri.EscapeDataString(domain)}&item={Uri.EscapeDataString(item)}"
        + (before is null ? "" : $"&userDomain={Uri.EscapeDataString(before.Domain)}&user={Uri.EscapeDataString(before.User)}");

    /// <summary>A domain's catalog, of one tag where named.</summary>
    public static string OfDomain(string domain, string? tag = null) =>
        $"/catalog?domain={Uri.EscapeDataString(domain)}" + (tag is null ? "" : $"&tag={Uri.EscapeDataString(tag)}");
}
