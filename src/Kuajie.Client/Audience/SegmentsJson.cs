using System.Text.Json.Serialization;

namespace Kuajie.Client.Audience;

/// <summary>How the contracts about segments and profiles are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(SegmentRequest))]
[JsonSerializable(typeof(SegmentResponse))]
[JsonSerializable(typeof(IReadOnlyList<SegmentResponse>))]
[JsonSerializable(typeof(RuleCheckRequest))]
[JsonSerializable(typeof(RuleCheckResponse))]
[JsonSerializable(typeof(LookAlikesResponse))]
[JsonSerializable(typeof(SegmentOverlapResponse))]
[JsonSerializable(typeof(ProfileResponse))]
public sealed partial class SegmentsJson : JsonSerializerContext;
