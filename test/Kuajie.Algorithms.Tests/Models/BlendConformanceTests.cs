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
        BlendFaults.UserIndependentPart((BlendModel)model, history, item, OfPart);

    private static float OfPart(IModel part, UserHistory history, int item) =>
        part.Name == "item-knn" ? Scores(part, UserHistory.Empty(2))[item]
        : history[part.TargetDomain].Count == 0 ? Scores(part, history)[item]
        : 0;
}

public class JointBlendConformanceTests : CrossDomainModelSuite
{
    protected override ModelKind Kind => new BlendKind(isCrossDomain: true);

    protected override string? OptionsJson =>
        "{\"parts\":[{\"model\":\"bridge-similarity\",\"options\":\"\"},{\"model\":\"joint-als\",\"options\":\"{\\\"rank\\\":10,\\\"sweeps\\\":8}\"}]}";

    protected override bool HasSearchSpace => false;

    protected override (string Json, string[] Faults) FaultyOptions => BlendFaults.Faulty;

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) =>
        BlendFaults.UserIndependentPart((BlendModel)model, history, item, OfPart);

    private static float OfPart(IModel part, UserHistory history, int item) =>
        part.Name == "bridge-similarity" || history.IsEmpty ? Scores(part, UserHistory.Empty(2))[item] : 0;
}

internal static class BlendFaults
{
    public static (string Json, string[] Faults) Faulty =>
        (
            "{\"parts\":[{\"model\":\"unheard\"}],\"weights\":[1,2],\"validationRows\":1,\"negatives\":2,\"beta\":1}",
            ["parts", "weights", "validationRows", "negatives", "beta"]
        );

    /// <summary>
    /// The blend's score with each part replaced by what does not depend on the user's past: computed from the parts, the weights and the scale of the user's scores.
    /// </summary>
    public static float UserIndependentPart(BlendModel model, UserHistory history, int item, Func<IModel, UserHistory, int, float> ofPart)
    {
        var arrays = model.ToState().Arrays;
        var weights = ((ModelArray.Floats)arrays["weights"]).Values.ToArray();
        var isTrained = ((ModelArray.Integers)arrays["isTrained"]).Values.ToArray();
        var group = history[model.TargetDomain].Count switch
        {
            0 => 0,
            <= 5 => 1,
            _ => 2,
        };
        var sum = 0.0;
        for (var part = 0; part < model.Parts.Count; part++)
        {
            var scores = new float[model.DomainItemCounts[model.TargetDomain]];
            model.Parts[part].Score(history, scores);
            double[] counted = [.. scores.Where((_, place) => isTrained[place] != 0).Select(score => (double)score)];
            var mean = counted.Average();
            var deviation = Math.Sqrt(counted.Average(score => (score - mean) * (score - mean)));
            deviation = deviation < 1e-9 ? 1 : deviation;
            var standardised = (scores[item] - mean) / deviation;
            var start = (((group * model.Parts.Count) + part) * 2);
            var value =
                (weights[start] * standardised) + (weights[start + 1] * Math.Sign(standardised) * Math.Log(1 + Math.Abs(standardised)));
            var slope =
                Math.Abs(standardised) < 1e-4 ? (weights[start] + weights[start + 1]) / deviation : value / standardised / deviation;
            sum += slope * (ofPart(model.Parts[part], history, item) - mean);
        }
        return (float)sum;
    }
}
