using System.Text.Json.Serialization;

namespace Kuajie.Client.Partners;

/// <summary>How the contracts about parties, domains and partnerships are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(IReadOnlyList<PartyResponse>))]
[JsonSerializable(typeof(PartyRequest))]
[JsonSerializable(typeof(IReadOnlyList<DomainResponse>))]
[JsonSerializable(typeof(DomainRequest))]
[JsonSerializable(typeof(IReadOnlyList<PartnershipResponse>))]
[JsonSerializable(typeof(PartnershipRequest))]
public sealed partial class PartnersJson : JsonSerializerContext;
