using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Bpr;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class AdaptiveBprConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new BprKind();

    protected override string? OptionsJson => "{\"rank\":16,\"epochs\":25,\"regularization\":0.01,\"sampling\":\"adaptive\"}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        (
            "{\"rank\":0,\"learningRate\":0,\"sampling\":\"best\",\"epochs\":\"many\",\"k\":3}",
            ["rank", "learningRate", "sampling", "epochs", "k"]
        );

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}
