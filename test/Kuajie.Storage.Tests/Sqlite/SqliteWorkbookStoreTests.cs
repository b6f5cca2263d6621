using Kuajie.Conformance.Stores;
using Kuajie.Platform.Workbooks;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteWorkbookStoreTests : WorkbookStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IWorkbookStore Store => new WorkbookStore(records.Database);

    public void Dispose() => records.Dispose();
}
