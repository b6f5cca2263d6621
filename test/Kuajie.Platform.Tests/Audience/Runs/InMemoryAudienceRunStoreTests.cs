using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Audience.Runs;

namespace Kuajie.Platform.Tests.Audience.Runs;

public sealed class InMemoryAudienceRunStoreTests : AudienceRunStoreSuite
{
    protected override IAudienceRunStore Store { get; } = new InMemoryAudienceRunStore();
}
