using Kuajie.Algorithms.CrossDomain.BridgeSimilarity;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class BridgeSimilarityConformanceTests : CrossDomainModelSuite
{
    protected override ModelKind Kind => new BridgeSimilarityKind();

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"neighbors\":0,\"popularityDamping\":1.5,\"shrinkage\":-1,\"k\":3}", ["neighbors", "popularityDamping", "shrinkage", "k"]);

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}
