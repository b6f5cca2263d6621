using System.Text.Json.Serialization;

namespace Kuajie.Client.Audience;

/// <summary>How the contracts about long work on audiences are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(AudienceRunRequest))]
[JsonSerializable(typeof(IReadOnlyList<AudienceRunResponse>))]
[JsonSerializable(typeof(AudienceStepResponse))]
[JsonSerializable(typeof(SaveClustersRequest))]
public sealed partial class AudienceRunsJson : JsonSerializerContext;
