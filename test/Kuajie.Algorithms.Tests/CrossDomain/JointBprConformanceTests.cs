using Kuajie.Algorithms.CrossDomain.JointBpr;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class JointBprConformanceTests : CrossDomainModelSuite
{
    protected override ModelKind Kind => new JointBprKind();

    protected override string? OptionsJson => "{\"rank\":16,\"epochs\":25,\"regularization\":0.01,\"otherDomainWeight\":0.7}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        (
            "{\"rank\":0,\"otherDomainWeight\":-1,\"sampling\":\"best\",\"epochs\":\"many\",\"k\":3}",
            ["rank", "otherDomainWeight", "sampling", "epochs", "k"]
        );

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}
