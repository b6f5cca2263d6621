using System.Globalization;
using Kuajie.Client.Catalog;
using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using MudBlazor;
using PriceText = Kuajie.Platform.Catalog.PriceText;

namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>The items of a domain: found by words and filters, added, changed, removed.</summary>
public sealed partial class CatalogPage : PageBase
{
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<FoundItems> found = new();
    private string? typed;

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required TimeProvider Clock { get; set; }

    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public string? Tag { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Currency { get; set; }

    [SupplyParameterFromQuery]
    public string? Available { get; set; }

    /// <summary>Of the prices that are looked for; a code that is none is refused by the search, which says so.</summary>
    private string PriceCurrency => string.IsNullOrWhiteSpace(Currency) ? PriceText.DefaultCurrency : Currency.Trim().ToUpperInvariant();

    private DomainResponse? Chosen =>
        domains.Value?.FirstOrDefault(domain => domain.Domain == Domain)
        ?? (Domain is null && domains.Value is { Count: > 0 } all ? all[0] : null);

    private bool MayWrite => Chosen is { } domain && ItemActions.MayWrite(Session, domain);

    private bool IsFiltered => new[] { Q, Kind, Tag, From, To, Available }.Any(text => !string.IsNullOrEmpty(text));

    private ItemActions Actions => new(Session, Dialogs, Messages);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!domains.HasValue)
        {
            await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
        }
        // A domain that is not there is asked for all the same: the refusal says which there are.
        if ((Chosen?.Domain ?? Domain) is { } domain)
        {
            await found.FromAsync(() =>
                FoundItems.BeginAsync((cursor, token) => Api.Items.FindAsync(domain, Query(cursor), token), cancellation)
            );
        }
    }

    private ItemQuery Query(string? cursor) =>
        new(
            Q,
            string.IsNullOrEmpty(Kind) ? null : [Kind],
            string.IsNullOrEmpty(Tag) ? null : [Tag],
            Minor(From),
            Minor(To),
            Minor(From) is null && Minor(To) is null ? null : PriceCurrency,
            Available == "true",
            FoundItems.PageSize,
            cursor
        );

    private long? Minor(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major) && major < 1_000_000_000
            ? Parts.Money.ToMinor(major, PriceCurrency)
            : null;

    private static async ValueTask<ItemsProviderResult<ItemResponse>> RowsAsync(FoundItems items, ItemsProviderRequest request) =>
        new(await items.RangeAsync(request.StartIndex, request.Count, request.CancellationToken), items.Reachable);

    /// <summary>Called as the words are left and as the form is sent: whichever comes first counts.</summary>
    private void Search()
    {
        if (typed is { } words)
        {
            typed = null;
            GoTo(nameof(Q), words);
        }
    }

    private void GoTo(string name, object? value)
    {
        var key = char.ToLowerInvariant(name[0]) + name[1..];
        var text = value as string;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(key, string.IsNullOrWhiteSpace(text) ? null : text.Trim()));
    }

    private async Task AddAsync()
    {
        if (Chosen is { } domain && await Actions.EditAsync(domain.Domain, null, ReloadAsync))
        {
            await ReloadAsync();
        }
    }

    private async Task EditAsync(ItemResponse item)
    {
        if (await Actions.EditAsync(item.Domain, item, ReloadAsync))
        {
            await ReloadAsync();
        }
    }

    private async Task DeleteAsync(ItemResponse item)
    {
        if (await DoAsync(cancellation => Actions.DeleteAsync(item, ReloadAsync, cancellation)))
        {
            await ReloadAsync();
        }
    }
}
