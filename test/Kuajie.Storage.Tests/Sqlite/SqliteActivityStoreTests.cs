using Kuajie.Conformance.Stores;
using Kuajie.Platform.Compliance;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteActivityStoreTests : ActivityStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IActivityStore Store => new ActivityStore(records.Database);

    public void Dispose() => records.Dispose();
}
