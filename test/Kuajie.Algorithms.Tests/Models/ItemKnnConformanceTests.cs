using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ItemKnn;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class ItemKnnConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new ItemKnnKind();

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"neighbors\":0,\"shrinkage\":\"many\",\"similarity\":\"sine\",\"k\":3}", ["neighbors", "shrinkage", "similarity", "k"]);

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}
