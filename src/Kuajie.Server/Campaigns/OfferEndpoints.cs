using System.Globalization;
using System.Text;
using Kuajie.Client.Campaigns;
using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Problems;
using Kuajie.Server.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Campaigns;

/// <summary>Offers of campaigns, their codes, and calendar files of live events.</summary>
internal static class OfferEndpoints
{
    private const Role Writers = Role.Owner | Role.Growth;
    private const Role Readers = Writers | Role.Partner | Role.Compliance | Role.Data | Role.ReadOnly;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var domain = v1.MapGroup("/domains/{domain}").WithTags("campaigns");
        domain.MapGet("/campaigns/{campaign}/offers", List).WithName("listOffers").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapPut("/campaigns/{campaign}/offers/{offer}", Put).WithName("putOffer").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain
            .MapPost("/campaigns/{campaign}/offers/{offer}/codes", AddCodes)
            .WithName("addOfferCodes")
            .Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain
            .MapPost("/redemptions", Redeem)
            .WithName("redeemCode")
            .CountsActivity()
            .Allow(Scope.Ingest | Scope.Manage, Role.Owner | Role.Growth | Role.Data, DomainNeed.Own);
        domain
            .MapGet("/campaigns/{campaign}/live-events/{liveEvent}/calendar", Calendar)
            .WithName("liveEventCalendar")
            .Produces<string>(StatusCodes.Status200OK, "text/calendar")
            .Allow(Scope.Recommend | Scope.Manage, Readers, DomainNeed.Own);
    }

    /// <summary>The offers of a campaign, in name order, with how many codes they have and how many were redeemed.</summary>
    private static Ok<IReadOnlyList<OfferResponse>> List(string domain, string campaign, OfferShelf offers) =>
        TypedResults.Ok<IReadOnlyList<OfferResponse>>([.. offers.Of(domain, campaign).Select(each => ToResponse(each.Offer, each.Codes))]);

    /// <summary>Defines an offer, in place of the one of its name. Codes that are out stay good.</summary>
    private static Ok<OfferResponse> Put(string domain, string campaign, string offer, OfferRequest request, OfferShelf offers)
    {
        var detail = new OfferDetail(
            new CreativeWords(request.English.Title, request.English.Text),
            new CreativeWords(request.Chinese.Title, request.Chinese.Text)
        )
        {
            AmountMinorUnits = request.AmountMinorUnits,
            Days = request.Days,
            Items = request.Items ?? [],
        };
        offers.Define(domain, campaign, offer, WireWords.Read("kind", request.Kind, OfferKind.Coupon), detail, request.ExpiresAt);
        var (put, codes) = offers.Of(domain, campaign).Single(each => each.Offer.Name == offer);
        return TypedResults.Ok(ToResponse(put, codes));
    }

    /// <summary>Makes codes of an offer, which are told once, or takes one's own, all or none.</summary>
    private static Ok<OfferCodesResponse> AddCodes(
        string domain,
        string campaign,
        string offer,
        OfferCodesRequest request,
        HttpContext context,
        OfferShelf offers
    )
    {
        if ((request.Count is null) == (request.Codes is null))
        {
            throw RecommendationsTexts.OutOfRange("count", request.Count, "count | codes");
        }
        OfferCodesResponse response;
        if (request.Codes is { } given)
        {
            response = new OfferCodesResponse(offers.Upload(domain, campaign, offer, WireWords.Each(given, "codes")));
        }
        else
        {
            var made = offers.Generate(domain, campaign, offer, request.Count ?? 0);
            response = new OfferCodesResponse(made.Count, made);
        }
        context.Note().Rows = response.Added;
        return TypedResults.Ok(response);
    }

    /// <summary>Redeems a code, once: of several callers at once one is told so, the others that it is used. Whoever asks again with the same request id is told the same.</summary>
    private static Ok<RedemptionResponse> Redeem(string domain, RedemptionRequest request, OfferShelf offers)
    {
        var redeemed = offers.Redeem(domain, request.Code, request.Request);
        var detail = OfferDetail.Of(redeemed.Offer.DetailJson);
        var words = CampaignWire.IsChinese ? detail.Chinese : detail.English;
        return TypedResults.Ok(
            new RedemptionResponse(
                redeemed.Campaign.Name,
                redeemed.Offer.Name,
                words.Title,
                words.Text,
                ToRequest(redeemed.Offer),
                redeemed.At
            )
        );
    }

    /// <summary>A live event as a calendar file, in the asked language.</summary>
    private static ContentHttpResult Calendar(string domain, string campaign, string liveEvent, CampaignShelf campaigns) =>
        TypedResults.Content(campaigns.CalendarOf(domain, campaign, liveEvent, CampaignWire.IsChinese), "text/calendar", Encoding.UTF8);

    private static OfferResponse ToResponse(Offer offer, OfferCount codes) =>
        new(offer.Name, ToRequest(offer), codes.Codes, codes.Redeemed, offer.ChangedAt);

    private static OfferRequest ToRequest(Offer offer)
    {
        var detail = OfferDetail.Of(offer.DetailJson);
        return new OfferRequest(
            WireWords.Of($"{offer.Kind}"),
            new CreativeWordsRequest(detail.English.Title, detail.English.Text),
            new CreativeWordsRequest(detail.Chinese.Title, detail.Chinese.Text),
            offer.ExpiresAt,
            detail.AmountMinorUnits,
            detail.Days,
            detail.Items
        );
    }
}
