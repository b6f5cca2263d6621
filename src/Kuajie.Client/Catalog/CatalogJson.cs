using System.Text.Json.Serialization;

namespace Kuajie.Client.Catalog;

/// <summary>How the contracts about items are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ItemsRequest))]
[JsonSerializable(typeof(ItemsResponse))]
[JsonSerializable(typeof(ItemPageResponse))]
[JsonSerializable(typeof(AudienceResponse))]
public sealed partial class CatalogJson : JsonSerializerContext;
