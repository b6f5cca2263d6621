using System.Text.Json.Serialization;

namespace Kuajie.Client.Compliance;

/// <summary>How the contracts about activity are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ActivityPageResponse))]
public sealed partial class ComplianceJson : JsonSerializerContext;
