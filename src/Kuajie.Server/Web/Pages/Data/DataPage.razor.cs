using Kuajie.Platform.Access;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Data;

/// <summary>Bringing data in: files looked at and uploaded, what became of earlier ones, accounts linked.</summary>
public sealed partial class DataPage
{
    private readonly Loaded<IReadOnlyList<string>> domains = new();
    private ImportHistory? history;

    /// <summary>The domain that data goes into; the first one where the address names none.</summary>
    [SupplyParameterFromQuery(Name = "domain")]
    public string? Domain { get; set; }

    /// <summary>The import that is looked at, or null.</summary>
    [SupplyParameterFromQuery(Name = "import")]
    public string? Import { get; set; }

    private string? Chosen =>
        domains.Value is { Count: > 0 } list ? (Domain is not null && list.Contains(Domain) ? Domain : list[0]) : null;

    private bool MayImport => Session.Has(Role.Owner | Role.Data);

    /// <inheritdoc/>
    protected override Task LoadAsync(CancellationToken cancellation) =>
        domains.FromAsync(async () =>
        {
            var party = Session.Person?.PartyId;
            var all = await Api.Domains.ListAsync(cancellation);
            return [.. all.Where(domain => party is null || domain.Party == party).Select(domain => domain.Domain)];
        });

    private static string AddressOf(string domain) => $"/data?domain={Uri.EscapeDataString(domain)}";

    private async Task MadeAsync(string domain)
    {
        if (await DoAsync(cancellation => Api.Domains.PutAsync(domain, null, cancellation)))
        {
            Navigation.NavigateTo(AddressOf(domain));
        }
    }

    private Task StartedAsync(string import) => history?.WatchAsync(import) ?? Task.CompletedTask;
}
