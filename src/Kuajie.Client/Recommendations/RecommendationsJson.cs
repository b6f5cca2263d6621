using System.Text.Json.Serialization;

namespace Kuajie.Client.Recommendations;

/// <summary>How the contracts about recommendations are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(RecommendationRequest))]
[JsonSerializable(typeof(RecommendationResponse))]
[JsonSerializable(typeof(IReadOnlyList<ReasonResponse>))]
[JsonSerializable(typeof(ExplanationResponse))]
[JsonSerializable(typeof(StoredListResponse))]
[JsonSerializable(typeof(SimilarUsersResponse))]
[JsonSerializable(typeof(ExampleUsersResponse))]
[JsonSerializable(typeof(SceneRequest))]
[JsonSerializable(typeof(SceneResponse))]
[JsonSerializable(typeof(IReadOnlyList<SceneResponse>))]
public sealed partial class RecommendationsJson : JsonSerializerContext;
