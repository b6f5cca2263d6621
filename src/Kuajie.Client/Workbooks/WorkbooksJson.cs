using System.Text.Json.Serialization;

namespace Kuajie.Client.Workbooks;

/// <summary>How the contracts about workbooks are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(WorkbookRequest))]
[JsonSerializable(typeof(WorkbookResponse))]
[JsonSerializable(typeof(WorkbookEntryResponse))]
[JsonSerializable(typeof(IReadOnlyList<WorkbookEntryResponse>))]
public sealed partial class WorkbooksJson : JsonSerializerContext;
