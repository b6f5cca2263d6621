using System.Text.Json.Serialization;

namespace Kuajie.Client.Campaigns;

/// <summary>How the contracts about ad plans are written as JSON.</summary>
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
public sealed partial class CampaignsJson : JsonSerializerContext;
