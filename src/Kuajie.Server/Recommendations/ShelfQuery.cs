using System.Globalization;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Recommendations.Live;
using Microsoft.AspNetCore.Mvc;

namespace Kuajie.Server.Recommendations;

/// <summary>Which part of a shelf is wanted, as its address says: the members of a recommendation request's filter by the same names.</summary>
internal sealed class ShelfQuery
{
    /// <summary>How many items; 10 where left out.</summary>
    [FromQuery(Name = "count")]
    public int? Count { get; init; }

    /// <summary>The nextCursor of the page before, with an otherwise equal address; only the count may differ.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    /// <summary>Kinds, any of which will do; may come several times.</summary>
    [FromQuery(Name = "kinds")]
    public string[]? Kinds { get; init; }

    /// <summary>Tags, at least one of which the item must have; may come several times.</summary>
    [FromQuery(Name = "tagsAny")]
    public string[]? TagsAny { get; init; }

    /// <summary>Tags, all of which the item must have; may come several times.</summary>
    [FromQuery(Name = "tagsAll")]
    public string[]? TagsAll { get; init; }

    /// <summary>Tags, none of which the item may have; may come several times.</summary>
    [FromQuery(Name = "tagsNone")]
    public string[]? TagsNone { get; init; }

    /// <summary>Parties, one of which must own the item; may come several times.</summary>
    [FromQuery(Name = "owners")]
    public string[]? Owners { get; init; }

    /// <summary>Least price in minor units; needs a currency.</summary>
    [FromQuery(Name = "priceFrom")]
    public long? PriceFrom { get; init; }

    /// <summary>Largest price in minor units; needs a currency.</summary>
    [FromQuery(Name = "priceTo")]
    public long? PriceTo { get; init; }

    /// <summary>ISO 4217 code of the price.</summary>
    [FromQuery(Name = "currency")]
    public string? Currency { get; init; }

    /// <summary>Whether items outside their time of availability are let through too.</summary>
    [FromQuery(Name = "includeUnavailable")]
    public bool? IncludeUnavailable { get; init; }

    /// <summary><c>en</c> or <c>zh</c> for texts; by Accept-Language where left out.</summary>
    [FromQuery(Name = "language")]
    public string? Language { get; init; }

    /// <summary>The part as the recommender takes it. Speaks the language asked for from here on.</summary>
    public ShelfPage ToPage()
    {
        if (Language is not null)
        {
            CultureInfo.CurrentUICulture = SpokenLanguage.Choose(Language);
        }
        var filter = new FilterRequest(Kinds, TagsAny, TagsAll, TagsNone, Owners, PriceFrom, PriceTo, Currency, IncludeUnavailable);
        return new ShelfPage
        {
            Count = Count ?? 10,
            Cursor = Cursor,
            Filter = RequestReading.ToFilter(filter),
        };
    }
}
