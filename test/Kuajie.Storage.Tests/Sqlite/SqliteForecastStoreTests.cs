using Kuajie.Conformance.Stores;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Storage.Records;

namespace Kuajie.Storage.Tests.Sqlite;

public sealed class SqliteForecastStoreTests : ForecastStoreSuite, IDisposable
{
    private readonly TemporaryRecords records = new();

    protected override IForecastStore Store => new ForecastStore(records.Database);

    public void Dispose() => records.Dispose();
}
