using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Tests.Campaigns;

public sealed class InMemoryCampaignStoreTests : CampaignStoreSuite
{
    protected override ICampaignStore Store { get; } = new InMemoryCampaignStore();
}
