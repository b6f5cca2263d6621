using System.Text.Json.Serialization;

namespace Kuajie.Client.Audience;

/// <summary>How the contracts about tag mappings are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(TagMappingResponse))]
[JsonSerializable(typeof(TagMappingRequest))]
[JsonSerializable(typeof(TagTableRequest))]
public sealed partial class TagMappingJson : JsonSerializerContext;
