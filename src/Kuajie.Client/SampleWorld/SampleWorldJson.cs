using System.Text.Json.Serialization;

namespace Kuajie.Client.SampleWorld;

/// <summary>How the contracts about the made-up world are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(SampleWorldRequest))]
[JsonSerializable(typeof(SampleWorldResponse))]
public sealed partial class SampleWorldJson : JsonSerializerContext;
