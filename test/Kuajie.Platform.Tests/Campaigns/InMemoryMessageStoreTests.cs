using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Tests.Campaigns;

public sealed class InMemoryMessageStoreTests : MessageStoreSuite
{
    protected override IMessageStore Store { get; } = new InMemoryMessageStore();
}
