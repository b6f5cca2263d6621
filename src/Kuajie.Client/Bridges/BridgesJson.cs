using System.Text.Json.Serialization;

namespace Kuajie.Client.Bridges;

/// <summary>How the contracts about bridges are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(TagBridgesResponse))]
[JsonSerializable(typeof(ItemBridgesResponse))]
[JsonSerializable(typeof(BridgeFlowsResponse))]
[JsonSerializable(typeof(BridgePeopleResponse))]
public sealed partial class BridgesJson : JsonSerializerContext;
