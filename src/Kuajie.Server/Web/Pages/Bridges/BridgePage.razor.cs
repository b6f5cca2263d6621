using Kuajie.Client.Bridges;
using Kuajie.Client.Partners;
using Kuajie.Client.Users;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Bridges;

/// <summary>How tastes carry over from one domain to another: by tags, by items, by segments.</summary>
public partial class BridgePage
{
    private const int MostTags = 16;
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<LinkOverlapResponse> overlap = new();
    private readonly Loaded<TagBridgesResponse> tags = new();
    private readonly Loaded<ItemBridgesResponse> items = new();
    private readonly Loaded<BridgeFlowsResponse> flows = new();
    private string source = "";
    private string target = "";

    /// <summary>The first domain.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>The second domain.</summary>
    [SupplyParameterFromQuery]
    public string? To { get; set; }

    /// <summary>The first tag of the bridge that is looked at.</summary>
    [SupplyParameterFromQuery]
    public string? FromTag { get; set; }

    /// <summary>The second tag of it.</summary>
    [SupplyParameterFromQuery]
    public string? ToTag { get; set; }

    private TagBridgeResponse? Picked =>
        tags.Value?.Bridges is not { Count: > 0 } bridges
            ? null
            : bridges.FirstOrDefault(bridge => bridge.FromTag == FromTag && bridge.ToTag == ToTag) ?? bridges[0];

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!domains.HasValue)
        {
            await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
        }
        if (domains.Value is not { Count: > 1 } all)
        {
            return;
        }
        var (from, to) = Choose([.. all.Select(domain => domain.Domain)], From, To);
        if ((from, to) == (source, target) && tags.HasValue)
        {
            return;
        }
        (source, target) = (from, to);
        await Task.WhenAll(
            overlap.FromAsync(() => Api.Links.OverlapAsync(source, target, cancellation)),
            tags.FromAsync(() => Api.Bridges.TagsAsync(source, target, MostTags, cancellation)),
            items.FromAsync(() => Api.Bridges.ItemsAsync(source, target, cancellation: cancellation)),
            flows.FromAsync(() => Api.Bridges.FlowsAsync(source, target, cancellation))
        );
    }

    /// <summary>The two domains that are meant: those named, and whatever is there in place of one that is not.</summary>
    internal static (string From, string To) Choose(IReadOnlyList<string> domains, string? from, string? to)
    {
        var first = domains.FirstOrDefault(domain => domain == from) ?? domains.First(domain => domain != to);
        return (first, domains.FirstOrDefault(domain => domain == to && domain != first) ?? domains.First(domain => domain != first));
    }

    private void Show(string from, string to)
    {
        if (domains.Value is { Count: > 1 })
        {
            // Who chooses the domain that stands on the other side wants to turn round.
            var (first, second) = from == to ? (target, source) : (from, to);
            Go(first, second, null, null);
        }
    }

    private void Pick(TagBridgeResponse bridge) => Go(source, target, bridge.FromTag, bridge.ToTag);

    private void Go(string from, string to, string? fromTag, string? toTag) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                new Dictionary<string, object?>
                {
                    ["from"] = from,
                    ["to"] = to,
                    ["fromTag"] = fromTag,
                    ["toTag"] = toTag,
                }
            ),
            replace: fromTag is not null
        );
}
