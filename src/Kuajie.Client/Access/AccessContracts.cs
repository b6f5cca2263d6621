namespace Kuajie.Client.Access;

/// <summary>An API key without its secret.</summary>
/// <param name="Key">Its public id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Party">The party it acts for; absent for the operator of the workspace.</param>
/// <param name="Scopes">What it may be used for: <c>ingest</c>, <c>recommend</c>, <c>manage</c>; or <c>collect</c> alone, for pages that visitors read.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when it is refused; absent where it does not expire.</param>
/// <param name="RevokedAt">When it was revoked; absent while it is accepted.</param>
public sealed record KeyResponse(
    string Key,
    string Name,
    string? Party,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? RevokedAt = null
);

/// <summary>A key to make.</summary>
/// <param name="Name">What people will call it, for example <c>app-backend</c>.</param>
/// <param name="Scopes">What it may be used for: <c>ingest</c>, <c>recommend</c>, <c>manage</c>; or <c>collect</c> alone, for pages that visitors read.</param>
/// <param name="Party">The party it acts for; the caller's own where left out.</param>
/// <param name="ExpiresAt">From when it is refused; never where left out.</param>
public sealed record KeyRequest(string Name, IReadOnlyList<string> Scopes, string? Party = null, DateTimeOffset? ExpiresAt = null);

/// <summary>A new key with its secret, which is shown this once.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">What goes behind <c>Authorization: Bearer</c>.</param>
public sealed record IssuedKeyResponse(KeyResponse Key, string Secret);
