using System.Text.Json.Serialization;

namespace Kuajie.Client.Users;

/// <summary>How the contracts about users and links are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(UsersRequest))]
[JsonSerializable(typeof(UsersResponse))]
[JsonSerializable(typeof(UserResponse))]
[JsonSerializable(typeof(ErasureResponse))]
[JsonSerializable(typeof(LatestUsersResponse))]
[JsonSerializable(typeof(HistoryResponse))]
[JsonSerializable(typeof(InterestsResponse))]
[JsonSerializable(typeof(LinksRequest))]
[JsonSerializable(typeof(LinksResponse))]
[JsonSerializable(typeof(LinkOverlapResponse))]
public sealed partial class UsersJson : JsonSerializerContext;
