using System.Text.Json.Serialization;

namespace Kuajie.Client.Experiments;

/// <summary>How the contracts about experiments are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ExperimentRequest))]
[JsonSerializable(typeof(ExperimentResponse))]
[JsonSerializable(typeof(IReadOnlyList<ExperimentResponse>))]
[JsonSerializable(typeof(ExperimentShare))]
[JsonSerializable(typeof(UserExperimentsResponse))]
[JsonSerializable(typeof(ExperimentReadingResponse))]
[JsonSerializable(typeof(ExperimentPlanRequest))]
[JsonSerializable(typeof(ExperimentPlanResponse))]
[JsonSerializable(typeof(ExperimentPreviewRequest))]
[JsonSerializable(typeof(ExperimentPreviewResponse))]
public sealed partial class ExperimentsJson : JsonSerializerContext;
