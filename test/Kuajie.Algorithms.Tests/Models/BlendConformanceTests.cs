using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class BlendConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new BlendKind(isCrossDomain: false);

    protected override string? OptionsJson =>
        "{\"parts\":[{\"model\":\"item-knn\",\"options\":\"\"},{\"model\":\"implicit-als\",\"options\":\"{\\\"rank\\\":10,\\\"sweeps\\\":8}\"}]}";

    protected override bool HasSearchSpace => false;

    protected override (string Json, string[] Faults) FaultyOptions => BlendFaults.Faulty;

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) =>
        BlendFaults.UserIndependentPart((BlendModel)model, history, item);
}

public class JointBlendConformanceTests : CrossDomainModelSuite
{
    protected override ModelKind Kind => new BlendKind(isCrossDomain: true);

    protected override string? OptionsJson =>
        "{\"parts\":[{\"model\":\"bridge-similarity\",\"options\":\"\"},{\"model\":\"joint-als\",\"options\":\"{\\\"rank\\\":10,\\\"sweeps\\\":8}\"}]}";

    protected override bool HasSearchSpace => false;

    protected override (string Json, string[] Faults) FaultyOptions => BlendFaults.Faulty;

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) =>
        BlendFaults.UserIndependentPart((BlendModel)model, history, item);
}

internal static class BlendFaults
{
    public static (string Json, string[] Faults) Faulty =>
        (
            "{\"parts\":[{\"model\":\"unheard\"}],\"weights\":[1,2],\"validationRows\":1,\"negatives\":2,\"beta\":1}",
            ["parts", "weights", "validationRows", "negatives", "beta"]
        );

    /// <summary>What is left of the score without past interactions: found by the definition, since it depends on the scale of the user's scores.</summary>
    public static float UserIndependentPart(BlendModel model, UserHistory history, int item)
    {
        var scores = new float[model.DomainItemCounts[model.TargetDomain]];
        model.Score(history, scores);
        var explained = model.Explain(history, item, int.MaxValue).Sum(contribution => contribution.Amount);
        return scores[item] - explained;
    }
}
