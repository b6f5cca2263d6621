using Kuajie.Client.Partners;
using Kuajie.Client.Users;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Users;

/// <summary>Users of the person's own domains: the latest to begin with, or those whose id begins with something.</summary>
public sealed partial class UsersPage : PageBase
{
    private const int Shown = 100;
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<LatestUsersResponse> found = new();
    private string? typed;
    private List<string> own = [];
    private List<LatestUserResponse> rows = [];

    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    [SupplyParameterFromQuery]
    public string? Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Linked { get; set; }

    private string? Chosen => Domain ?? own.FirstOrDefault();

    private bool? IsLinked => bool.TryParse(Linked, out var isLinked) ? isLinked : null;

    private bool IsFiltered => !string.IsNullOrEmpty(Id) || IsLinked is not null;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
        own = OwnDomains.Of(Session, domains.Value);
        if (Chosen is { } domain)
        {
            await found.FromAsync(() => Api.Users.LatestAsync(domain, string.IsNullOrEmpty(Id) ? null : Id, IsLinked, Shown, cancellation));
            rows = [.. found.Value?.Users ?? []];
        }
    }

    /// <summary>Called as the id is left and as the form is sent: whichever comes first counts.</summary>
    private void Search()
    {
        if (typed is { } id)
        {
            typed = null;
            GoTo("id", id);
        }
    }

    private void GoTo(string name, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, string.IsNullOrWhiteSpace(value) ? null : value.Trim()));
}
