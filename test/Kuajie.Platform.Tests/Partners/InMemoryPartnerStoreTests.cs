using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Tests.Partners;

/// <summary>What workflows are tested on behaves like the real store.</summary>
public sealed class InMemoryPartnerStoreTests : PartnerStoreSuite
{
    protected override IPartnerStore Store { get; } = new InMemoryPartnerStore(TimeProvider.System);
}
