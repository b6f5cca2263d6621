namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>The user from whose page somebody goes to an item; the item's page leads back there.</summary>
/// <param name="Domain">The user's domain.</param>
/// <param name="User">The user's id.</param>
public sealed record UserBefore(string Domain, string User);
