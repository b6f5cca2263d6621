using Kuajie.Platform.Access;

namespace Kuajie.Conformance.InMemory;

/// <summary>API keys in a list.</summary>
public sealed class InMemoryKeyStore : IKeyStore
{
    private readonly List<ApiKey> keys = [];

    public IReadOnlyList<ApiKey> All() =>
        [.. keys.OrderByDescending(key => key.CreatedAt).ThenBy(key => key.KeyId, StringComparer.Ordinal)];

    public void Add(ApiKey key) => keys.Add(key);

    public void Replace(ApiKey key) => keys[keys.FindIndex(known => string.Equals(known.KeyId, key.KeyId, StringComparison.Ordinal))] = key;
}
