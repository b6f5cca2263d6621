using Kuajie.Conformance.Stores;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteSegmentStoreTests : SegmentStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override ISegmentStore Store => new SegmentStore(records.Database);

    public void Dispose() => records.Dispose();
}
