using Kuajie.Client.Catalog;
using Kuajie.Client.Partners;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>One item: what it is, who took it on either side, how that went over time, what is like it here and there.</summary>
public sealed partial class ItemPage : PageBase
{
    private const Role SimilarReaders = Role.Owner | Role.Growth | Role.Data;
    private const int SimilarCount = 8;
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<ItemResponse> item = new();
    private readonly Loaded<AudienceResponse> audience = new();
    private List<(string Domain, Loaded<RecommendationResponse> List)> similar = [];

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required TimeProvider Clock { get; set; }

    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    [SupplyParameterFromQuery]
    public string? Item { get; set; }

    [SupplyParameterFromQuery]
    public string? Period { get; set; }

    /// <summary>The domain of the user from whose page somebody came; nothing where they came from elsewhere.</summary>
    [SupplyParameterFromQuery]
    public string? UserDomain { get; set; }

    /// <summary>The user from whose page somebody came.</summary>
    [SupplyParameterFromQuery]
    public string? User { get; set; }

    private UserBefore? Before =>
        UserDomain is { Length: > 0 } domain && User is { Length: > 0 } user ? new UserBefore(domain, user) : null;

    private DomainResponse? Own => domains.Value?.FirstOrDefault(domain => domain.Domain == Domain);

    private bool MayWrite => Own is { } domain && ItemActions.MayWrite(Session, domain);

    private bool MaySeeSimilar =>
        Session.Has(SimilarReaders) && Own is { } domain && (Session.Person?.PartyId is null || Session.Person.PartyId == domain.Party);

    private ItemActions Actions => new(Session, Dialogs, Messages);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Domain) || string.IsNullOrEmpty(Item))
        {
            Navigation.NavigateTo("/catalog", replace: true);
            return;
        }
        var (domain, id) = (Domain, Item);
        await Task.WhenAll(
            domains.FromAsync(() => Api.Domains.ListAsync(cancellation)),
            item.FromAsync(() => Api.Items.GetAsync(domain, id, cancellation)),
            audience.FromAsync(() => Api.Items.AudienceAsync(domain, id, Period, cancellation))
        );
        if (item.HasValue && MaySeeSimilar)
        {
            string[] shelves = [domain, .. await JoinedDomains.OfAsync(Api, domain, cancellation)];
            similar = [.. shelves.Select(each => (each, new Loaded<RecommendationResponse>()))];
            StateHasChanged();
            await Task.WhenAll(similar.Select(shelf => shelf.List.FromAsync(() => SimilarAsync(shelf.Domain, cancellation))));
        }
    }

    private Task<RecommendationResponse> SimilarAsync(string inDomain, CancellationToken cancellation) =>
        Api.Similar.ItemsAsync(Domain!, Item!, inDomain, SimilarCount, isExplained: true, isPreview: true, cancellation: cancellation);

    private string AvailabilityText(ItemResponse shown)
    {
        var now = CatalogTexts.T(Availability.Of(shown, Clock.GetUtcNow()).Key);
        return (shown.AvailableFrom, shown.AvailableUntil) switch
        {
            (null, null) => now,
            ({ } from, null) => CatalogTexts.T("Since", now, Figures.Moment(from, Preferences)),
            (null, { } until) => CatalogTexts.T("Until", now, Figures.Moment(until, Preferences)),
            ({ } from, { } until) => CatalogTexts.T(
                "SinceUntil",
                now,
                Figures.Moment(from, Preferences),
                Figures.Moment(until, Preferences)
            ),
        };
    }

    private void GoToPeriod(string period) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("period", period), replace: true);

    private async Task EditAsync()
    {
        if (await Actions.EditAsync(Domain!, item.Value, ReloadAsync))
        {
            await ReloadAsync();
        }
    }

    private async Task DeleteAsync()
    {
        var address = Navigation.Uri;
        var isGone = false;
        await DoAsync(async cancellation =>
            isGone = await Actions.DeleteAsync(
                item.Value!,
                () =>
                {
                    Navigation.NavigateTo(address);
                    return Task.CompletedTask;
                },
                cancellation
            )
        );
        if (isGone)
        {
            Navigation.NavigateTo(CatalogAddress.OfDomain(Domain!));
        }
    }
}
