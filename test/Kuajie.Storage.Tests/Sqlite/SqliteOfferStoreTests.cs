using Kuajie.Conformance.Stores;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteOfferStoreTests : OfferStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IOfferStore Store => new OfferStore(records.Database);

    public void Dispose() => records.Dispose();
}
