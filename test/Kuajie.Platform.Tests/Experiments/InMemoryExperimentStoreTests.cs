using Kuajie.Conformance.InMemory;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Experiments;

namespace Kuajie.Platform.Tests.Experiments;

public sealed class InMemoryExperimentStoreTests : ExperimentStoreSuite
{
    protected override IExperimentStore Store { get; } = new InMemoryExperimentStore();
}
