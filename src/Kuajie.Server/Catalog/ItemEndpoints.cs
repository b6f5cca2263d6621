using System.Text.Json;
using Kuajie.Client.Catalog;
using Kuajie.Client.Problems;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Catalog;

/// <summary>Items: put, read, found and removed. A partner that the catalog is shared with reads and finds.</summary>
internal static class ItemEndpoints
{
    private const Scope Writing = Scope.Ingest | Scope.Manage;
    private const Role Writers = Role.Owner | Role.Growth | Role.Data;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var items = v1.MapGroup("/domains/{domain}/items").WithTags("items");
        items
            .MapPut("", Put)
            .WithName("putItems")
            .Produces<ItemsResponse>()
            .Produces<ProblemResponse>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<ProblemResponse>(StatusCodes.Status409Conflict, "application/problem+json")
            .CountsActivity()
            .Allow(Writing, Writers, DomainNeed.Own);
        var shared = DomainNeed.SharedBy(PartnershipShares.Catalog);
        items.MapGet("", Find).WithName("findItems").Allow(Scope.All, Role.Everybody, shared);
        items.MapGet("/{item}", Get).WithName("getItem").Allow(Scope.All, Role.Everybody, shared);
        items.MapDelete("/{item}", Remove).WithName("removeItem").CountsActivity().Allow(Writing, Writers, DomainNeed.Own);
    }

    /// <summary>
    /// Adds items or replaces those of the same id, all or none. Answers after they are stored; the next request may find and recommend them. If anything is wrong, every fault is
    /// named with its place and nothing is stored.
    /// </summary>
    internal static async Task<IResult> Put(
        string domain,
        ItemsRequest request,
        HttpContext context,
        CatalogChanges changes,
        CatalogMeters meters,
        ServerSettings settings
    )
    {
        var faults = new List<KuajieException>();
        var check = new ItemCheck(domain, faults);
        Item[] items =
        [
            .. SeveralFaults
                .Each(request.Items, "items", settings.MostItemsAtOnce, faults)
                .Select(each => check.Check(ToFields(each.Sent), each.Where))
                .OfType<Item>(),
        ];
        if (faults.Count > 0)
        {
            await SeveralFaults.RefuseAsync(context, faults);
            return TypedResults.Empty;
        }
        var done = changes.Put(domain, items);
        context.Note().Rows = done.Added + done.Changed;
        meters.ItemsPut(domain, done);
        return TypedResults.Json(new ItemsResponse(done.Added, done.Changed, done.Unchanged), CatalogJson.Default.ItemsResponse);
    }

    /// <summary>
    /// Finds items. Every word has to occur in title, tags, attributes or description, in Chinese or English; without words all items fit. What was put or removed before is seen.
    /// </summary>
    /// <param name="domain">The domain.</param>
    /// <param name="q">Words in Chinese or English, or an item's id; everything where left out.</param>
    /// <param name="kind">Kinds, any of which will do; may come several times.</param>
    /// <param name="tag">Tags, all of which the item must have; may come several times.</param>
    /// <param name="minPrice">Least price in minor units.</param>
    /// <param name="maxPrice">Highest price in minor units.</param>
    /// <param name="currency">Currency of the price.</param>
    /// <param name="available">Whether only items that may be recommended now are found.</param>
    /// <param name="limit">Items of a page, 1 to 100; 20 where left out.</param>
    /// <param name="cursor">The cursor of the page before.</param>
    internal static Ok<ItemPageResponse> Find(
        string domain,
        CatalogChanges changes,
        CatalogMeters meters,
        TimeProvider clock,
        string? q = null,
        [FromQuery] string[]? kind = null,
        [FromQuery] string[]? tag = null,
        long? minPrice = null,
        long? maxPrice = null,
        string? currency = null,
        bool available = false,
        int? limit = null,
        string? cursor = null
    )
    {
        DateTimeOffset? moment = available ? clock.GetUtcNow() : null;
        var query = ItemSearchParameters.Read(q, kind, tag, minPrice, maxPrice, currency, moment, limit, cursor);
        var page = changes.Find(domain, query);
        meters.Searched(domain);
        return TypedResults.Ok(
            new ItemPageResponse(
                page.Total,
                [.. page.Items.Select(ToResponse)],
                page.Last is { } last ? ItemCursor.Write(last, query) : null
            )
        );
    }

    /// <summary>One item.</summary>
    internal static Ok<ItemResponse> Get(string domain, string item, IWorkspace workspace) =>
        TypedResults.Ok(
            ToResponse(workspace.Catalog.Find(domain, [item]).GetValueOrDefault(item) ?? throw CatalogFaults.UnknownItem(domain))
        );

    /// <summary>Removes an item: it is found and recommended no longer. What users did with it stays.</summary>
    internal static NoContent Remove(string domain, string item, CatalogChanges changes) =>
        changes.Remove(domain, item) ? TypedResults.NoContent() : throw CatalogFaults.UnknownItem(domain);

    private static ItemFields ToFields(ItemRequest sent) =>
        new()
        {
            ItemId = sent.Item,
            Kind = sent.Kind,
            Title = sent.Title,
            Description = sent.Description,
            Tags = sent.Tags,
            PriceMinorUnits = sent.PriceMinorUnits,
            Currency = sent.Currency,
            ImageUrl = sent.ImageUrl,
            AvailableFrom = sent.AvailableFrom,
            AvailableUntil = sent.AvailableUntil,
            Attributes = sent.Attributes,
        };

    private static ItemResponse ToResponse(Item item) =>
        new(
            item.Domain,
            item.ItemId,
            item.Kind,
            item.Title,
            item.Description,
            item.Tags,
            item.PriceMinorUnits,
            item.Currency,
            item.ImageUrl,
            item.AvailableFrom,
            item.AvailableUntil,
            JsonDocument.Parse(item.AttributesJson).RootElement
        );
}
