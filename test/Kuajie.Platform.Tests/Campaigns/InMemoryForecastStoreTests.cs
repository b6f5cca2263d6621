using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Campaigns.Forecasts;

namespace Kuajie.Platform.Tests.Campaigns;

public sealed class InMemoryForecastStoreTests : ForecastStoreSuite
{
    protected override IForecastStore Store { get; } = new InMemoryForecastStore();
}
