using System.Text.Json.Serialization;

namespace Kuajie.Client.Imports;

/// <summary>How the contracts about imports are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(ImportForm))]
[JsonSerializable(typeof(IReadOnlyList<ImportResponse>))]
[JsonSerializable(typeof(ImportStepResponse))]
[JsonSerializable(typeof(ImportPreviewResponse))]
public sealed partial class ImportsJson : JsonSerializerContext;
