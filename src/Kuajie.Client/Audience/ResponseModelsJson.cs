using System.Text.Json.Serialization;

namespace Kuajie.Client.Audience;

/// <summary>How the contracts about response models are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(IReadOnlyList<KeptResponseEntryResponse>))]
[JsonSerializable(typeof(KeptResponseResponse))]
[JsonSerializable(typeof(ResponsePredictionsRequest))]
[JsonSerializable(typeof(ResponsePredictionsResponse))]
public sealed partial class ResponseModelsJson : JsonSerializerContext;
