using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Ease;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class IterativeEaseConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new EaseKind();

    protected override string? OptionsJson =>
        "{\"form\":\"iterative\",\"itemExponent\":0.5,\"userExponent\":0.5,\"popularityDamping\":0.3}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"regularization\":0,\"form\":\"thick\",\"neighbors\":-1,\"lambda\":3}", ["regularization", "form", "neighbors", "lambda"]);

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}
