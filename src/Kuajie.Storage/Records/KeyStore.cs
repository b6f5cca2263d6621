using Kuajie.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>API keys in the records.</summary>
public sealed class KeyStore(RecordsDatabase database) : IKeyStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ApiKey> All()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .ApiKeys.AsNoTracking()
                .AsEnumerable()
                .OrderByDescending(key => key.CreatedAt)
                .ThenBy(key => key.KeyId, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void Add(ApiKey key)
    {
        using var context = database.OpenContext();
        context.ApiKeys.Add(key);
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public void Replace(ApiKey key)
    {
        using var context = database.OpenContext();
        context.ApiKeys.Update(key);
        context.SaveChanges();
    }
}
