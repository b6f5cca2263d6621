using Kuajie.Conformance.Stores;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteAudienceRunStoreTests : AudienceRunStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IAudienceRunStore Store => new AudienceRunStore(records.Database);

    public void Dispose() => records.Dispose();
}
