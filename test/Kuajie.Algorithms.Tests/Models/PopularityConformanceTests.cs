using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Popularity;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class PopularityConformanceTests : ModelSuite
{
    protected override ModelKind Kind => new PopularityKind();

    protected override (string Json, string[] Faults) FaultyOptions =>
        (
            "{\"halfLifeDays\":-1,\"activityDamping\":2,\"smoothing\":-1,\"segments\":\"age\",\"decay\":0.5}",
            ["halfLifeDays", "activityDamping", "smoothing", "segments", "decay"]
        );

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, history)[item];
}
