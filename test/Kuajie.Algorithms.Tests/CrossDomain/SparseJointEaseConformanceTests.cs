using Kuajie.Algorithms.CrossDomain.JointEase;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class SparseJointEaseConformanceTests : CrossDomainModelSuite
{
    protected override ModelKind Kind => new JointEaseKind();

    protected override string? OptionsJson => "{\"form\":\"sparse\",\"regularization\":200,\"popularityPrior\":0.001}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        (
            "{\"regularization\":0,\"blocks\":\"some\",\"otherDomainWeight\":-1,\"popularityPrior\":2,\"lambda\":3}",
            ["regularization", "blocks", "otherDomainWeight", "popularityPrior", "lambda"]
        );

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}
