using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Campaigns.Offers;

namespace Kuajie.Platform.Tests.Campaigns;

public sealed class InMemoryOfferStoreTests : OfferStoreSuite
{
    protected override IOfferStore Store { get; } = new InMemoryOfferStore();
}
