using Kuajie.Platform.Access;
using MudBlazor;

namespace Kuajie.Server.Web.Layout;

/// <summary>One entry of the menu.</summary>
/// <param name="Address">The page.</param>
/// <param name="Key">The text, among <see cref="ConsoleTexts"/>.</param>
/// <param name="Icon">The picture beside it.</param>
/// <param name="Page">The page's type, whose attribute says who sees the entry.</param>
internal sealed record MenuEntry(string Address, string Key, string Icon, Type Page)
{
    /// <summary>Who sees it.</summary>
    public ForRolesAttribute For => PageGuard.RuleOf(Page);
}

/// <summary>The menu, in the order in which a new person meets the pages.</summary>
internal static class Menu
{
    /// <summary>All entries.</summary>
    public static readonly IReadOnlyList<MenuEntry> Entries =
    [
        new("/", "MenuOverview", Icons.Material.Outlined.Dashboard, typeof(Pages.Overview.OverviewPage)),
        new("/data", "MenuData", Icons.Material.Outlined.UploadFile, typeof(Pages.Data.DataPage)),
        new("/catalog", "MenuCatalog", Icons.Material.Outlined.Category, typeof(Pages.Catalog.CatalogPage)),
        new("/users", "MenuUsers", Icons.Material.Outlined.People, typeof(Pages.Users.UsersPage)),
        new("/audience", "MenuAudience", Icons.Material.Outlined.Groups, typeof(Pages.Audience.AudiencePage)),
        new("/lab", "MenuLab", Icons.Material.Outlined.Science, typeof(Pages.Recommendations.LabPage)),
        new("/bridge", "MenuBridge", Icons.Material.Outlined.Hub, typeof(Pages.Bridges.BridgePage)),
        new("/partners", "MenuPartners", Icons.Material.Outlined.Handshake, typeof(Pages.Partners.PartnersPage)),
        new("/ad-plan", "MenuAdPlan", Icons.Material.Outlined.Campaign, typeof(Pages.Campaigns.AdPlanPage)),
        new("/campaigns", "MenuCampaigns", Icons.Material.Outlined.RocketLaunch, typeof(Pages.Campaigns.CampaignsPage)),
        new("/outcomes", "MenuOutcomes", Icons.Material.Outlined.Insights, typeof(Pages.Campaigns.OutcomesPage)),
        new("/experiments", "MenuExperiments", Icons.Material.Outlined.Biotech, typeof(Pages.Experiments.ExperimentsPage)),
        new("/models", "MenuModels", Icons.Material.Outlined.ModelTraining, typeof(Pages.Training.ModelsPage)),
        new("/api-keys", "MenuApi", Icons.Material.Outlined.Code, typeof(Pages.Access.ApiPage)),
        new("/people", "MenuPeople", Icons.Material.Outlined.Group, typeof(Pages.Access.PeoplePage)),
        new("/settings", "MenuSettings", Icons.Material.Outlined.Settings, typeof(Pages.Workspaces.SettingsPage)),
        new("/activity", "MenuActivity", Icons.Material.Outlined.History, typeof(Pages.Compliance.ActivityPage)),
    ];

    /// <summary>The entries a person sees.</summary>
    public static IEnumerable<MenuEntry> For(Person person) => Entries.Where(entry => PageGuard.Admits(entry.For, person));
}
