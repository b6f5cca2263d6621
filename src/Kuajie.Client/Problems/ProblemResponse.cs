using System.Text.Json.Serialization;

namespace Kuajie.Client.Problems;

/// <summary>Why a request was refused, by RFC 9457 (<c>application/problem+json</c>) with what was found, expected and cures it.</summary>
/// <param name="Type">A reference that names the sort of problem.</param>
/// <param name="Title">What was found, in one sentence.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable name for programs, for example <c>unknown-domain</c>.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Cure">What to do about it.</param>
/// <param name="Where">The part of the request it is about, for example <c>events[3].kind</c>; absent where the rest says it.</param>
/// <param name="Faults">Further faults of the same request, where it has several.</param>
public sealed record ProblemResponse(
    string Type,
    string Title,
    int Status,
    string Code,
    string Found,
    string Expected,
    string Cure,
    string? Where = null,
    IReadOnlyList<FaultResponse>? Faults = null
);

/// <summary>One of several faults of a request.</summary>
/// <param name="Where">The part of the request it is about.</param>
/// <param name="Code">Stable name for programs.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record FaultResponse(string Where, string Code, string Found, string Expected, string Cure);

/// <summary>How problems are written as JSON. Members that a newer server adds are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ProblemResponse))]
public sealed partial class ProblemsJson : JsonSerializerContext;
