using Kuajie.Conformance.Stores;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteResponseModelStoreTests : ResponseModelStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IResponseModelStore Store => new ResponseModelStore(records.Database);

    public void Dispose() => records.Dispose();
}
