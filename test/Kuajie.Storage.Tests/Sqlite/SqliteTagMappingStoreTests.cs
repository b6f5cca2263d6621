using Kuajie.Conformance.Stores;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteTagMappingStoreTests : TagMappingStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override ITagMappingStore Store => new TagMappingStore(records.Database);

    public void Dispose() => records.Dispose();
}
