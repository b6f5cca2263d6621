using System.Globalization;
using System.Text.Json;
using Kuajie.Client.Campaigns;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Server.Problems;
using Kuajie.Server.Recommendations;

namespace Kuajie.Server.Campaigns;

/// <summary>Campaigns as programs write and read them.</summary>
internal static class CampaignWire
{
    /// <summary>A definition with what was left out filled in.</summary>
    /// <exception cref="Platform.Faults.KuajieException">A word is none of those possible, or a place is empty.</exception>
    public static CampaignDefinition ToDefinition(CampaignRequest request)
    {
        var usual = new CampaignDefinition();
        return new CampaignDefinition
        {
            Partner = request.Partner,
            Direction = WireWords.Read("direction", request.Direction, usual.Direction),
            StartsAt = request.StartsAt,
            EndsAt = request.EndsAt,
            TimeZone = request.TimeZone ?? usual.TimeZone,
            Currency = request.Currency,
            BudgetMinorUnits = request.BudgetMinorUnits,
            DailyCapMinorUnits = request.DailyCapMinorUnits,
            PriceModel = WireWords.Read("priceModel", request.PriceModel, usual.PriceModel),
            PriceMinorUnits = request.PriceMinorUnits,
            ConversionKinds = request.ConversionKinds is { } kinds ? WireWords.Each(kinds, "conversionKinds") : usual.ConversionKinds,
            AttributionDays = request.AttributionDays ?? usual.AttributionDays,
            Slots = WireWords.Each(request.Slots, "slots"),
            Creatives =
            [
                .. WireWords
                    .Each(request.Creatives, "creatives")
                    .Select(each => new CampaignCreative(each.Name, ToWords(each.English), ToWords(each.Chinese))
                    {
                        Link = each.Link,
                        Item = each.Item,
                    }),
            ],
            LiveEvents = request.LiveEvents is { } events
                ?
                [
                    .. WireWords
                        .Each(events, "liveEvents")
                        .Select(each => new CampaignLiveEvent(
                            each.Name,
                            ToWords(each.English),
                            ToWords(each.Chinese),
                            each.StartsAt,
                            each.EndsAt,
                            each.Link
                        )),
                ]
                : usual.LiveEvents,
            Ranking = WireWords.Read("ranking", request.Ranking, usual.Ranking),
            Goal = WireWords.Read("goal", request.Goal, usual.Goal),
            Epsilon = request.Epsilon ?? usual.Epsilon,
            Pacing = WireWords.Read("pacing", request.Pacing, usual.Pacing),
            HourShares = request.HourShares,
            MostPerUserADay = request.MostPerUserADay,
            MostPerUser = request.MostPerUser,
            Segment = request.Segment,
            HoldoutShare = request.HoldoutShare ?? usual.HoldoutShare,
            Rollout = request.Rollout ?? usual.Rollout,
            Priority = request.Priority ?? usual.Priority,
        };
    }

    /// <summary>A campaign as one of its sides sees it. Who acted for the other side is that side's own.</summary>
    public static CampaignResponse ToResponse(Campaign campaign, string domain, DateTimeOffset now)
    {
        var definition = CampaignDefinition.Of(campaign.DefinitionJson);
        var side = campaign.SideOf(domain)!.Value;
        return new CampaignResponse(
            campaign.Name,
            campaign.Owner,
            campaign.Partner,
            WireWords.Of($"{side}"),
            WireWords.Of($"{campaign.StandingAt(definition, now)}"),
            [
                .. campaign.IsPausedByOwner ? ["owner"] : Array.Empty<string>(),
                .. campaign.IsPausedByPartner ? ["partner"] : Array.Empty<string>(),
            ],
            definition.HostOf(campaign.Owner),
            definition.PromotedOf(campaign.Owner),
            ToRequest(definition),
            [
                .. CampaignShelf
                    .ReviewsOf(campaign)
                    .Select(each => new CreativeReviewResponse(
                        each.Creative,
                        WireWords.Of($"{each.Side}"),
                        each.IsApproved,
                        each.Note,
                        each.At
                    )),
            ],
            [
                .. CampaignShelf
                    .HistoryOf(campaign)
                    .Select(each => new CampaignStepResponse(
                        each.At,
                        WireWords.Of($"{each.Side}"),
                        each.Action,
                        each.Side == side ? each.By : null,
                        each.Note
                    )),
            ],
            campaign.ChangedAt
        );
    }

    /// <summary>A switch.</summary>
    public static CampaignSwitchResponse ToResponse(CampaignSwitch each) => new(each.Domain, each.Partner, each.IsOff, each.ChangedAt);

    /// <summary>What campaigns do with a user.</summary>
    public static UserCampaignsResponse ToResponse(bool isRefused, IReadOnlyList<CampaignMembership> memberships) =>
        new(isRefused, [.. memberships.Select(each => new UserCampaignResponse(each.Campaign, each.IsHeldOut, each.IsRolledOut))]);

    /// <summary>How a campaign is delivered; what would speak of few people left out.</summary>
    public static CampaignDeliveryResponse ToResponse(CampaignDelivery delivery, int fewest)
    {
        var counts = delivery.Counts;
        var isFew = fewest > 1 && delivery.Reach < fewest;
        // A single small part could be worked out from the others and the whole.
        var areFew = isFew || counts.Any(each => each.Impressions > 0 && each.Impressions < fewest);
        return new CampaignDeliveryResponse(
            WireWords.Of($"{delivery.Standing}"),
            delivery.Currency,
            delivery.BudgetMinorUnits,
            delivery.SpentMinorUnits,
            delivery.HeldMinorUnits,
            delivery.AllowedMinorUnits,
            ToDay(delivery.Today),
            counts.Where(each => each.Day == delivery.Today).Sum(each => each.SpentMinorUnits),
            counts.Sum(each => each.Impressions),
            isFew ? null : counts.Sum(each => each.Clicks),
            isFew ? null : counts.Sum(each => each.Conversions),
            isFew ? null : counts.Sum(each => each.Uncharged),
            isFew ? null : delivery.Reach,
            [
                .. counts
                    .GroupBy(each => each.Day)
                    .OrderBy(day => day.Key)
                    .Select(day => new DeliveryDay(
                        ToDay(day.Key),
                        day.Sum(each => each.Impressions),
                        areFew ? null : day.Sum(each => each.Clicks),
                        areFew ? null : day.Sum(each => each.Conversions),
                        day.Sum(each => each.SpentMinorUnits)
                    )),
            ],
            [
                .. counts
                    .GroupBy(each => each.Creative, StringComparer.Ordinal)
                    .OrderBy(creative => creative.Key, StringComparer.Ordinal)
                    .Select(creative => new DeliveryCreative(
                        creative.Key,
                        creative.Sum(each => each.Impressions),
                        areFew ? null : creative.Sum(each => each.Clicks),
                        areFew ? null : creative.Sum(each => each.Conversions),
                        creative.Sum(each => each.SpentMinorUnits)
                    )),
            ],
            areFew ? fewest : null
        );
    }

    /// <summary>What fills a place, in the current language.</summary>
    public static DecisionResponse ToResponse(DecisionAnswer answer)
    {
        return new DecisionResponse(
            answer.Decision?.DecisionId,
            answer.Campaign?.Name,
            answer.Creative is { } creative && (IsChinese ? creative.Chinese : creative.English) is var words
                ? new DecidedCreative(creative.Name, words.Title, words.Text, answer.Promoted!, creative.Link, creative.Item)
                : null,
            answer.Decision?.Propensity,
            answer.HeldOutOf.Count == 0 ? null : answer.HeldOutOf,
            answer.Reasons.Count == 0
                ? null
                : [.. answer.Reasons.Select(reason => new DecisionReasonResponse(reason.Code, $"{reason}", reason.Campaign))]
        );
    }

    private static DateOnly ToDay(int day) => new(day / 10_000, day / 100 % 100, day % 100);

    private static CampaignRequest ToRequest(CampaignDefinition definition) =>
        new(
            definition.Partner,
            definition.StartsAt,
            definition.EndsAt,
            definition.Currency,
            definition.BudgetMinorUnits,
            definition.PriceMinorUnits,
            definition.Slots,
            [
                .. definition.Creatives.Select(each => new CampaignCreativeRequest(
                    each.Name,
                    new CreativeWordsRequest(each.English.Title, each.English.Text),
                    new CreativeWordsRequest(each.Chinese.Title, each.Chinese.Text),
                    each.Link,
                    each.Item
                )),
            ],
            WireWords.Of($"{definition.Direction}"),
            definition.TimeZone,
            definition.DailyCapMinorUnits,
            WireWords.Of($"{definition.PriceModel}"),
            definition.ConversionKinds,
            definition.AttributionDays,
            WireWords.Of($"{definition.Ranking}"),
            WireWords.Of($"{definition.Goal}"),
            definition.Epsilon,
            WireWords.Of($"{definition.Pacing}"),
            definition.HourShares,
            definition.MostPerUserADay,
            definition.MostPerUser,
            definition.Segment,
            definition.HoldoutShare,
            definition.Rollout,
            definition.Priority,
            [
                .. definition.LiveEvents.Select(each => new LiveEventRequest(
                    each.Name,
                    new CreativeWordsRequest(each.English.Title, each.English.Text),
                    new CreativeWordsRequest(each.Chinese.Title, each.Chinese.Text),
                    each.StartsAt,
                    each.EndsAt,
                    each.Link
                )),
            ]
        );

    private static CreativeWords ToWords(CreativeWordsRequest words) => new(words.Title, words.Text);

    /// <summary>Whether the current language is Chinese.</summary>
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
}
