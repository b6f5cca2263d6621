using System.Text.Json.Serialization;

namespace Kuajie.Client.Training;

/// <summary>How the contracts about training and models are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(TrainingRunRequest))]
[JsonSerializable(typeof(IReadOnlyList<TrainingRunResponse>))]
[JsonSerializable(typeof(TrainingStepResponse))]
[JsonSerializable(typeof(IReadOnlyList<ModelVersionResponse>))]
[JsonSerializable(typeof(IReadOnlyList<ServingResponse>))]
[JsonSerializable(typeof(TrainingChoicesResponse))]
[JsonSerializable(typeof(ServingRequest))]
[JsonSerializable(typeof(VersionComparisonResponse))]
[JsonSerializable(typeof(ScheduleRequest))]
[JsonSerializable(typeof(IReadOnlyList<ScheduleResponse>))]
public sealed partial class TrainingJson : JsonSerializerContext;
