using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ExplicitFactorization;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

/// <summary>The plain suite: how much somebody liked what they met says nothing about what they will meet, so group membership is not its to find.</summary>
public class ExplicitFactorizationConformanceTests : ModelSuite
{
    protected override ModelKind Kind => new ExplicitFactorizationKind();

    protected override string? OptionsJson => "{\"rank\":5,\"sweeps\":4,\"itemWeightExponent\":0.3}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"rank\":-1,\"sweeps\":0,\"biasRegularization\":\"some\",\"k\":3}", ["rank", "sweeps", "biasRegularization", "k"]);

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}
