using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Tests.Recommendations.Impressions;

public sealed class InMemoryImpressionStoreTests : ImpressionStoreSuite
{
    protected override IImpressionStore Store { get; } = new InMemoryImpressionStore();
}
