using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Audience;

namespace Kuajie.Platform.Tests.Audience;

public sealed class InMemoryTagMappingStoreTests : TagMappingStoreSuite
{
    protected override ITagMappingStore Store { get; } = new InMemoryTagMappingStore();
}
