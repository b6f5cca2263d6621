using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Campaigns.Decisions;

namespace Kuajie.Platform.Tests.Campaigns;

public sealed class InMemoryDecisionStoreTests : DecisionStoreSuite
{
    protected override IDecisionStore Store { get; } = new InMemoryDecisionStore();
}
