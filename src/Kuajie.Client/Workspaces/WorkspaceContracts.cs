using System.Text.Json.Serialization;

namespace Kuajie.Client.Workspaces;

/// <summary>Facts of the workspace that the service holds.</summary>
/// <param name="Program">Version of the program that serves.</param>
/// <param name="Format">Version of the folder's layout.</param>
/// <param name="CreatedAt">When the workspace was made.</param>
/// <param name="Sizes">Where its bytes lie.</param>
/// <param name="Limits">What one request or caller may do.</param>
public sealed record WorkspaceResponse(
    string Program,
    int Format,
    DateTimeOffset CreatedAt,
    WorkspaceSizesResponse Sizes,
    IReadOnlyDictionary<string, double> Limits
);

/// <summary>Bytes on the disk.</summary>
/// <param name="Events">Interactions, catalogs and impressions.</param>
/// <param name="Records">Parties, people, keys, links, trainings, activity.</param>
/// <param name="Models">Trained versions.</param>
/// <param name="Reports">Reports of imports.</param>
public sealed record WorkspaceSizesResponse(long Events, long Records, long Models, long Reports);

/// <summary>How the contracts about the workspace are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(WorkspaceResponse))]
public sealed partial class WorkspacesJson : JsonSerializerContext;
