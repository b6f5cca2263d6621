namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>Addresses of the pages about items.</summary>
internal static class CatalogAddress
{
    /// <summary>The page of one item.</summary>
    public static string OfItem(string domain, string item) =>
        $"/catalog/item?domain={Uri.EscapeDataString(domain)}&item={Uri.EscapeDataString(item)}";

    /// <summary>A domain's catalog, of one tag where named.</summary>
    public static string OfDomain(string domain, string? tag = null) =>
        $"/catalog?domain={Uri.EscapeDataString(domain)}" + (tag is null ? "" : $"&tag={Uri.EscapeDataString(tag)}");
}
