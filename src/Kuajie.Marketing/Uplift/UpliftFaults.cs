using System.Globalization;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Uplift;

/// <summary>What is wrong with rows and options of uplift models.</summary>
internal static class UpliftFaults
{
    public const double LeastPropensity = 0.01;

    public static IEnumerable<InputFault> Of(UpliftData data, UpliftOptions options, ProfitPolicy policy) =>
        [.. Options(options), .. Policy(policy), .. ResponseFaults.Features(data.Features), .. Rows(data)];

    private static IEnumerable<InputFault> Options(UpliftOptions options) =>
        new (string Name, double Value, double Least, double Most)[]
        {
            ("testShare", options.TestShare, 0.1, 0.6),
            ("folds", options.Folds, 2, 10),
            ("trees", options.Trees, 1, 1000),
            ("leaves", options.Leaves, 2, 64),
            ("fewestRowsOfLeaf", options.FewestRowsOfLeaf, 1, int.MaxValue),
            ("learningRate", options.LearningRate, 1e-4, 1),
            ("fewestRowsOfLevel", options.FewestRowsOfLevel, 1, int.MaxValue),
            ("resamples", options.Resamples, 100, 10_000),
        }
            .Where(option => !(option.Value >= option.Least && option.Value <= option.Most))
            .Select(option => new InputFault(
                "ResponseOption",
                $"{option.Name} ({Text(option.Least)} … {Text(option.Most)})",
                Text(option.Value)
            ));

    private static IEnumerable<InputFault> Policy(ProfitPolicy policy) =>
        new (string Name, double Value)[] { ("valueOfOutcome", policy.ValueOfOutcome), ("costOfTreatment", policy.CostOfTreatment) }
            .Where(amount => !(amount.Value >= 0 && double.IsFinite(amount.Value)))
            .Select(amount => new InputFault("UpliftAmount", amount.Name, Text(amount.Value)));

    /// <summary>Each kind of fault once, with the first row and how many there are.</summary>
    private static IEnumerable<InputFault> Rows(UpliftData data)
    {
        var shapes = Where(data, row => row.Values.Count != data.Features.Count);
        if (shapes.Count > 0)
        {
            yield return new InputFault(
                "FeatureCount",
                Text(data.Features.Count),
                $"{Text(data.Rows[shapes.First].Values.Count)}, {At(shapes)}"
            );
            yield break;
        }
        for (var place = 0; place < data.Features.Count; place++)
        {
            var (feature, at) = (data.Features[place], place);
            var wrong = Where(data, row => !ResponseFaults.IsOf(row.Values[at], feature.Sort));
            if (wrong.Count > 0)
            {
                yield return new InputFault("FeatureValue", feature.Name, At(wrong));
            }
        }
        var outcomes = Where(data, row => !(row.Outcome >= 0 && double.IsFinite(row.Outcome)));
        if (outcomes.Count > 0)
        {
            yield return new InputFault("OutcomeAmount", At(outcomes), Text(data.Rows[outcomes.First].Outcome));
        }
        var propensities = Where(data, row => !(row.Propensity >= LeastPropensity && row.Propensity <= 1 - LeastPropensity));
        if (propensities.Count > 0)
        {
            yield return new InputFault("UpliftPropensity", At(propensities), Text(data.Rows[propensities.First].Propensity));
        }
    }

    private static (int First, int Count) Where(UpliftData data, Func<UpliftRow, bool> isWrong)
    {
        var (first, count) = (-1, 0);
        for (var row = 0; row < data.Rows.Count; row++)
        {
            if (isWrong(data.Rows[row]))
            {
                first = first < 0 ? row : first;
                count++;
            }
        }
        return (first, count);
    }

    private static string At((int First, int Count) rows) => FormattableString.Invariant($"#{rows.First + 1} × {rows.Count}");

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
