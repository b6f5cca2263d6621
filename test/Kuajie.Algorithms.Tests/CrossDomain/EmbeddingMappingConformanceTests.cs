using Kuajie.Algorithms.CrossDomain.EmbeddingMapping;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class EmbeddingMappingConformanceTests : CrossDomainModelSuite
{
    protected override ModelKind Kind => new EmbeddingMappingKind();

    protected override string? OptionsJson => "{\"rank\":12,\"sweeps\":8}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        (
            "{\"neighborhoods\":-1,\"rank\":0,\"priorWeight\":\"much\",\"unobservedWeight\":99,\"k\":3}",
            ["neighborhoods", "rank", "priorWeight", "unobservedWeight", "k"]
        );

    /// <summary>A user whom no map reaches is the mean user of the target: then nothing in the history explains the score.</summary>
    protected override float UserIndependentPart(IModel model, UserHistory history, int item) =>
        model.Explain(history, item, 1).Count == 0 ? Scores(model, UserHistory.Empty(2))[item] : 0;
}
