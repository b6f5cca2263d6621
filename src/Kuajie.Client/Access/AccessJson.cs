using System.Text.Json.Serialization;

namespace Kuajie.Client.Access;

/// <summary>How the contracts about keys and people are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(IReadOnlyList<KeyResponse>))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(IssuedKeyResponse))]
public sealed partial class AccessJson : JsonSerializerContext;
