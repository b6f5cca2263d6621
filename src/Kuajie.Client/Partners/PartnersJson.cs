using System.Text.Json.Serialization;

namespace Kuajie.Client.Partners;

/// <summary>How the contracts about parties, domains, partnerships and the choice of partners are written as JSON.</summary>
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
[JsonSerializable(typeof(PartnerFitRequest))]
[JsonSerializable(typeof(PartnerFitsResponse))]
[JsonSerializable(typeof(PortfolioRequest))]
[JsonSerializable(typeof(PortfolioResponse))]
[JsonSerializable(typeof(PartnerNetworkRequest))]
[JsonSerializable(typeof(PartnerNetworkResponse))]
public sealed partial class PartnersJson : JsonSerializerContext;
