namespace Kuajie.Platform.Access;

/// <summary>An API key as it is stored: what it may do, and a hash of its secret. The secret itself is shown once, when it is made.</summary>
/// <param name="KeyId">Public part of the key; fit for logs.</param>
/// <param name="Name">What people call it.</param>
/// <param name="PartyId">The party it acts for, or null for the operator of the workspace.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="SecretHash">SHA-256 of the secret, hexadecimal. The secret has 256 random bits, so no slow hash is needed.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when it is refused, or null.</param>
/// <param name="RevokedAt">When it was revoked, or null.</param>
public sealed record ApiKey(
    string KeyId,
    string Name,
    string? PartyId,
    Scope Scopes,
    string SecretHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt
)
{
    /// <summary>Whether it is accepted at a moment.</summary>
    public bool IsValidAt(DateTimeOffset moment) => RevokedAt is null && (ExpiresAt is null || moment < ExpiresAt);
}
