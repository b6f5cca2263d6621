using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Audience;

namespace Kuajie.Platform.Tests.Audience;

public sealed class InMemorySegmentStoreTests : SegmentStoreSuite
{
    protected override ISegmentStore Store { get; } = new InMemorySegmentStore();
}
