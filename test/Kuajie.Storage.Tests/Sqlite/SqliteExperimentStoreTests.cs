using Kuajie.Conformance.Stores;
using Kuajie.Platform.Experiments;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteExperimentStoreTests : ExperimentStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IExperimentStore Store => new ExperimentStore(records.Database);

    public void Dispose() => records.Dispose();
}
