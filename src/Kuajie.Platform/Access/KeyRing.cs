using System.Collections.Immutable;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Access;

/// <summary>
/// Makes, rotates and revokes API keys and recognises their texts. The keys of a workspace are few and are held in memory; whatever changes them goes
/// through here. Safe to call from many threads.
/// </summary>
public sealed class KeyRing
{
    private const int MostNameCharacters = 100;
    private readonly IKeyStore store;
    private readonly IPartnerStore partners;
    private readonly TimeProvider clock;
    private readonly Lock changing = new();
    private ImmutableDictionary<string, ApiKey> keys;

    /// <summary>Reads the recorded keys.</summary>
    public KeyRing(IKeyStore store, IPartnerStore partners, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.partners = partners;
        this.clock = clock;
        keys = store.All().ToImmutableDictionary(key => key.KeyId, StringComparer.Ordinal);
    }

    /// <summary>All keys, newest first.</summary>
    public IReadOnlyList<ApiKey> All() =>
        [.. keys.Values.OrderByDescending(key => key.CreatedAt).ThenBy(key => key.KeyId, StringComparer.Ordinal)];

    /// <summary>A key by its id, or null.</summary>
    public ApiKey? Find(string keyId) => keys.GetValueOrDefault(keyId);

    /// <summary>Makes a key and returns its text, which cannot be had again.</summary>
    /// <exception cref="Faults.KuajieException">Unknown party, no scope, collect together with another scope or without a party, no or too long a name, or an expiry in the past.</exception>
    public (ApiKey Key, string Text) Issue(string name, string? partyId, Scope scopes, DateTimeOffset? expiresAt = null)
    {
        Check(name, partyId, scopes, expiresAt);
        var keyId = KeySecret.NewId();
        var text = KeySecret.NewText(keyId);
        var key = new ApiKey(keyId, name, partyId, scopes, KeySecret.Hash(text), clock.GetUtcNow(), expiresAt, null);
        lock (changing)
        {
            store.Add(key);
            keys = keys.Add(keyId, key);
        }
        return (key, text);
    }

    /// <summary>Gives a key a new text; the old one is refused from now on. Null where the key is unknown or revoked.</summary>
    public (ApiKey Key, string Text)? Rotate(string keyId)
    {
        var text = KeySecret.NewText(keyId);
        return Change(keyId, key => key with { SecretHash = KeySecret.Hash(text) }) is { } changed ? (changed, text) : null;
    }

    /// <summary>Refuses a key from now on. Null where it is unknown or revoked already.</summary>
    public ApiKey? Revoke(string keyId) => Change(keyId, key => key with { RevokedAt = clock.GetUtcNow() });

    /// <summary>Who calls with a key's text, or null where it is refused.</summary>
    public Caller? Recognize(string text) =>
        KeySecret.IdOf(text) is { } keyId
        && keys.TryGetValue(keyId, out var key)
        && KeySecret.Matches(text, key.SecretHash)
        && key.IsValidAt(clock.GetUtcNow())
            ? new Caller(key.KeyId, key.PartyId, key.Scopes, Role.None)
            : null;

    private ApiKey? Change(string keyId, Func<ApiKey, ApiKey> change)
    {
        lock (changing)
        {
            if (!keys.TryGetValue(keyId, out var key) || key.RevokedAt is not null)
            {
                return null;
            }
            var changed = change(key);
            store.Replace(changed);
            keys = keys.SetItem(keyId, changed);
            return changed;
        }
    }

    private void Check(string name, string? partyId, Scope scopes, DateTimeOffset? expiresAt)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MostNameCharacters)
        {
            throw AccessTexts.Fault("key-name", "KeyName", name, MostNameCharacters);
        }
        if (scopes == Scope.None || (scopes & ~(Scope.All | Scope.Collect)) != Scope.None)
        {
            throw AccessTexts.Fault("key-scopes", "KeyScopes", scopes);
        }
        if (scopes.HasFlag(Scope.Collect) && (scopes != Scope.Collect || partyId is null))
        {
            throw AccessTexts.Fault("key-collect", "KeyCollect", scopes, partyId ?? "–");
        }
        if (expiresAt is { } end && end <= clock.GetUtcNow())
        {
            throw AccessTexts.Fault("key-expiry", "KeyExpiry", AccessTexts.Time(end));
        }
        if (partyId is not null && partners.Parties().All(party => party.PartyId != partyId))
        {
            throw AccessTexts.UnknownParty(partyId, partners.Parties());
        }
    }
}
