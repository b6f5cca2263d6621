using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Tests.Interactions.Live;

public sealed class InMemoryEventLogTests : EventLogSuite
{
    private readonly InMemoryInteractionStore interactions = new();

    public InMemoryEventLogTests() => Log = new InMemoryEventLog(interactions);

    protected override IEventLog Log { get; }

    protected override IInteractionStore Interactions => interactions;
}
