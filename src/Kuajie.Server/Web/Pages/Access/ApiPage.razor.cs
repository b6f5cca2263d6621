using Kuajie.Client.Access;
using Kuajie.Client.Catalog;
using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Kuajie.Server.Web.Pages.Access;

/// <summary>Keys, first requests that can be run from the page, and what applications send.</summary>
public partial class ApiPage
{
    private readonly Loaded<IReadOnlyList<KeyResponse>> keys = new();
    private readonly Loaded<IReadOnlyList<PartyResponse>> parties = new();
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private string? sampleItem;
    private string? target;

    /// <summary>The domain that requests are shown for.</summary>
    [SupplyParameterFromQuery(Name = "domain")]
    public string? Domain { get; set; }

    /// <summary>A user to ask for.</summary>
    [SupplyParameterFromQuery(Name = "user")]
    public string? User { get; set; }

    /// <summary>Which events are shown: all, taken, refused.</summary>
    [SupplyParameterFromQuery(Name = "events")]
    public string? ShowEvents { get; set; }

    /// <summary>Questions and forms.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    private string? Chosen { get; set; }

    private bool MaySeeKeys => Session.Has(Role.Owner | Role.Compliance);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var keysAndParties = MaySeeKeys
            ? Task.WhenAll(
                keys.FromAsync(() => Api.Keys.ListAsync(cancellation)),
                parties.FromAsync(() => Api.Parties.ListAsync(cancellation))
            )
            : Task.CompletedTask;
        await domains.FromAsync(async () => [.. (await Api.Domains.ListAsync(cancellation)).Where(IsOwn)]);
        var before = Chosen;
        Chosen =
            domains.Value?.FirstOrDefault(domain => domain.Domain == Domain)?.Domain
            ?? (domains.Value is [var first, ..] ? first.Domain : null);
        if (Chosen is { } chosen && chosen != before)
        {
            var page = await Api.Items.FindAsync(chosen, new ItemQuery(Limit: 1), cancellation);
            sampleItem = page.Items is [var item, ..] ? item.Item : null;
            target = await TargetAsync(chosen, cancellation);
        }
        await keysAndParties;
    }

    /// <summary>The first domain whose items a model recommends to the users of this one; null where it is the domain itself, or none does yet.</summary>
    private async Task<string?> TargetAsync(string domain, CancellationToken cancellation)
    {
        foreach (var other in domains.Value!.OrderBy(other => other.Domain != domain))
        {
            var serving = await Api.Models.ServingAsync(other.Domain, cancellation);
            if (serving.Any(place => (place.Source ?? other.Domain) == domain))
            {
                return other.Domain == domain ? null : other.Domain;
            }
        }
        return null;
    }

    private bool IsOwn(DomainResponse domain) => Session.Person is { } person && (person.PartyId is null || person.PartyId == domain.Party);

    private string SenderName(string sender) =>
        keys.Value?.FirstOrDefault(key => key.Key == sender)?.Name ?? (sender == Session.Person?.PersonId ? AccessTexts.T("You") : sender);

    private void ChooseDomain(ChangeEventArgs change) => Go("domain", change.Value as string);

    private void ChooseUser(string? user) => Go("user", user);

    private void ChooseEvents(string? show) => Go("events", show);

    private void Go(string name, string? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, string.IsNullOrEmpty(value) ? null : value), replace: true);

    private async Task IssueAsync()
    {
        var parameters = new DialogParameters<KeyDialog> { { dialog => dialog.Parties, parties.Value ?? [] } };
        var dialog = await Dialogs.ShowAsync<KeyDialog>(AccessTexts.T("NewKey"), parameters);
        await dialog.Result;
        await ReloadAsync();
    }

    private async Task RotateAsync(KeyResponse key)
    {
        if (!await Dialogs.AskAsync(AccessTexts.T("RotateAsk", key.Name), AccessTexts.T("RotateText"), AccessTexts.T("Rotate")))
        {
            return;
        }
        IssuedKeyResponse? issued = null;
        if (await DoAsync(async cancellation => issued = await Api.Keys.RotateAsync(key.Key, cancellation)))
        {
            var parameters = new DialogParameters<KeyDialog> { { dialog => dialog.Issued, issued } };
            var dialog = await Dialogs.ShowAsync<KeyDialog>(AccessTexts.T("NewSecret"), parameters);
            await dialog.Result;
        }
    }

    private async Task RevokeAsync(KeyResponse key)
    {
        if (
            await Dialogs.AskAsync(AccessTexts.T("RevokeAsk", key.Name), AccessTexts.T("RevokeText"), AccessTexts.T("Revoke"))
            && await DoAsync(cancellation => Api.Keys.RevokeAsync(key.Key, cancellation))
        )
        {
            Messages.Add(AccessTexts.T("Revoked", key.Name), Severity.Success);
            await ReloadAsync();
        }
    }
}
