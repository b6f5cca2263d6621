using System.Text.Json.Serialization;

namespace Kuajie.Client.Overview;

/// <summary>How the contracts of the overview are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(OverviewResponse))]
[JsonSerializable(typeof(InteractionFlowResponse))]
public sealed partial class OverviewJson : JsonSerializerContext;
