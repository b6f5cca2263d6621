using Kuajie.Conformance.Stores;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteCampaignStoreTests : CampaignStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override ICampaignStore Store => new CampaignStore(records.Database);

    public void Dispose() => records.Dispose();
}
