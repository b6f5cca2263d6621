using Kuajie.Conformance.Stores;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteDecisionStoreTests : DecisionStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IDecisionStore Store => new DecisionStore(records.Database);

    public void Dispose() => records.Dispose();
}
