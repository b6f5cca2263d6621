using System.Text.Json.Serialization;

namespace Kuajie.Client.Campaigns;

/// <summary>How the contracts about ad plans, campaigns, decisions and offers are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(AdPlanRequest))]
[JsonSerializable(typeof(AdPlanResponse))]
[JsonSerializable(typeof(FrontierResponse))]
[JsonSerializable(typeof(CurvesRequest))]
[JsonSerializable(typeof(CurvesResponse))]
[JsonSerializable(typeof(ForecastRequest))]
[JsonSerializable(typeof(ForecastResponse))]
[JsonSerializable(typeof(CampaignRequest))]
[JsonSerializable(typeof(CampaignResponse))]
[JsonSerializable(typeof(IReadOnlyList<CampaignResponse>))]
[JsonSerializable(typeof(RejectionRequest))]
[JsonSerializable(typeof(CreativeReviewRequest))]
[JsonSerializable(typeof(RolloutRequest))]
[JsonSerializable(typeof(CampaignSwitchRequest))]
[JsonSerializable(typeof(CampaignSwitchResponse))]
[JsonSerializable(typeof(IReadOnlyList<CampaignSwitchResponse>))]
[JsonSerializable(typeof(CampaignDeliveryResponse))]
[JsonSerializable(typeof(CampaignOutcomeResponse))]
[JsonSerializable(typeof(CampaignForecastResponse))]
[JsonSerializable(typeof(CampaignTrackingResponse))]
[JsonSerializable(typeof(CampaignPreviewResponse))]
[JsonSerializable(typeof(UserCampaignsResponse))]
[JsonSerializable(typeof(UserPromotionsRequest))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(DecisionResponse))]
[JsonSerializable(typeof(OfferRequest))]
[JsonSerializable(typeof(OfferResponse))]
[JsonSerializable(typeof(IReadOnlyList<OfferResponse>))]
[JsonSerializable(typeof(OfferCodesRequest))]
[JsonSerializable(typeof(OfferCodesResponse))]
[JsonSerializable(typeof(RedemptionRequest))]
[JsonSerializable(typeof(RedemptionResponse))]
public sealed partial class CampaignsJson : JsonSerializerContext;
