using Kuajie.Client.Access;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Access;

/// <summary>API keys: made, listed, rotated and revoked by whoever manages their party.</summary>
internal static class KeyEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var keys = v1.MapGroup("/keys").WithTags("keys");
        keys.MapGet("", List).WithName("listKeys").Allow(Scope.Manage, Role.Owner | Role.Compliance);
        keys.MapPost("", Issue).WithName("issueKey").Allow(Scope.Manage, Role.Owner);
        keys.MapPost("/{key}/rotate", Rotate).WithName("rotateKey").Allow(Scope.Manage, Role.Owner);
        keys.MapDelete("/{key}", Revoke).WithName("revokeKey").Allow(Scope.Manage, Role.Owner);
    }

    /// <summary>The keys of the caller's party, newest first; all of them for the operator.</summary>
    internal static Ok<IReadOnlyList<KeyResponse>> List(HttpContext context, KeyRing keys) =>
        TypedResults.Ok<IReadOnlyList<KeyResponse>>([.. keys.All().Where(key => IsManagedBy(key, context.Caller())).Select(ToResponse)]);

    /// <summary>Makes a key. Its secret is in the answer and nowhere else.</summary>
    internal static Created<IssuedKeyResponse> Issue(KeyRequest request, HttpContext context, KeyRing keys)
    {
        var caller = context.Caller();
        var party = request.Party ?? caller.PartyId;
        if (!caller.IsOperator && !string.Equals(party, caller.PartyId, StringComparison.Ordinal))
        {
            throw ServerTexts.Fault("unknown-party", "OtherParty", party, caller.PartyId);
        }
        var (key, text) = keys.Issue(request.Name, party, WireNames.ToScopes(request.Scopes), request.ExpiresAt);
        context.Note().Object = key.KeyId;
        return TypedResults.Created($"/v1/keys/{key.KeyId}", new IssuedKeyResponse(ToResponse(key), text));
    }

    /// <summary>Gives a key a new secret; the old one is refused from now on.</summary>
    internal static Ok<IssuedKeyResponse> Rotate(string key, HttpContext context, KeyRing keys)
    {
        ThrowIfNotManaged(key, context, keys);
        var (rotated, text) = keys.Rotate(key) ?? throw Unknown(key);
        return TypedResults.Ok(new IssuedKeyResponse(ToResponse(rotated), text));
    }

    /// <summary>Refuses a key from now on.</summary>
    internal static Ok<KeyResponse> Revoke(string key, HttpContext context, KeyRing keys)
    {
        ThrowIfNotManaged(key, context, keys);
        return TypedResults.Ok(ToResponse(keys.Revoke(key) ?? keys.Find(key)!));
    }

    private static void ThrowIfNotManaged(string keyId, HttpContext context, KeyRing keys)
    {
        if (keys.Find(keyId) is not { } key || !IsManagedBy(key, context.Caller()))
        {
            throw Unknown(keyId);
        }
    }

    private static bool IsManagedBy(ApiKey key, Caller caller) =>
        caller.IsOperator || string.Equals(key.PartyId, caller.PartyId, StringComparison.Ordinal);

    private static KuajieException Unknown(string keyId) => ServerTexts.Fault("unknown-key", "UnknownKey", keyId);

    private static KeyResponse ToResponse(ApiKey key) =>
        new(key.KeyId, key.Name, key.PartyId, WireNames.OfScopes(key.Scopes), key.CreatedAt, key.ExpiresAt, key.RevokedAt);
}
