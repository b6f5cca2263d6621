using System.Globalization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Response;

/// <summary>What is wrong with rows, features and options of response models.</summary>
internal static class ResponseFaults
{
    public static IEnumerable<InputFault> Of(ResponseData data, ResponseOptions options) =>
        [.. Options(options), .. Features(data.Features), .. Rows(data)];

    public static IEnumerable<InputFault> OfValues(IReadOnlyList<FeatureValue> values, IReadOnlyList<EncodedFeature> features) =>
        values.Count != features.Count
            ? [new InputFault("FeatureCount", Text(features.Count), Text(values.Count))]
            : features
                .Where((feature, place) => !IsOf(values[place], feature.Sort))
                .Select(feature => new InputFault("FeatureValue", feature.Name, Text(values[IndexOf(features, feature)])));

    private static int IndexOf(IReadOnlyList<EncodedFeature> features, EncodedFeature feature)
    {
        var place = 0;
        while (!ReferenceEquals(features[place], feature))
        {
            place++;
        }
        return place;
    }

    private static IEnumerable<InputFault> Options(ResponseOptions options) =>
        new (string Name, double Value, double Least, double Most)[]
        {
            ("trainShare", options.TrainShare, 0.2, 0.8),
            ("validationShare", options.ValidationShare, 0.1, Math.Max(0.1, Math.Min(0.4, 0.9 - options.TrainShare + 1e-12))),
            ("outcomeDelay", options.OutcomeDelay.TotalDays, 0, 3650),
            ("fewestRowsOfLevel", options.FewestRowsOfLevel, 1, int.MaxValue),
            ("trees", options.Trees, 1, 2000),
            ("leaves", options.Leaves, 2, 64),
            ("fewestRowsOfLeaf", options.FewestRowsOfLeaf, 1, int.MaxValue),
            ("learningRate", options.LearningRate, 1e-4, 1),
            ("resamples", options.Resamples, 100, 10_000),
        }
            .Where(option => !(option.Value >= option.Least && option.Value <= option.Most))
            .Select(option => new InputFault(
                "ResponseOption",
                $"{option.Name} ({Text(option.Least)} … {Text(option.Most)})",
                Text(option.Value)
            ));

    public static IEnumerable<InputFault> Features(IReadOnlyList<ResponseFeature> features) =>
        [
            .. features
                .GroupBy(feature => feature.Name, StringComparer.Ordinal)
                .Where(group => group.Count() > 1 || string.IsNullOrWhiteSpace(group.Key))
                .Select(group => new InputFault("FeatureName", "features", group.Key)),
            .. features
                .Where(feature => feature.Timing == FeatureTiming.AfterOutcome)
                .Select(feature => new InputFault("FeatureLeaks", feature.Name, feature.Timing.ToString())),
        ];

    /// <summary>Each kind of fault once for each feature, with the first row and how many there are: a million rows may have the same one.</summary>
    private static IEnumerable<InputFault> Rows(ResponseData data)
    {
        var shapes = Where(data, row => row.Values.Count != data.Features.Count);
        if (shapes.Count > 0)
        {
            yield return new InputFault("FeatureCount", Text(data.Features.Count), At(shapes, data.Rows[shapes.First].Values.Count));
            yield break;
        }
        for (var place = 0; place < data.Features.Count; place++)
        {
            var (feature, at) = (data.Features[place], place);
            var wrong = Where(data, row => !IsOf(row.Values[at], feature.Sort));
            if (wrong.Count > 0)
            {
                yield return new InputFault("FeatureValue", feature.Name, $"{Text(data.Rows[wrong.First].Values[at])} ({At(wrong)})");
            }
        }
        var isBinary = data.Outcome.IsBinary();
        var outcomes = Where(data, row => isBinary ? row.Outcome is not (0 or 1) : !(row.Outcome >= 0 && double.IsFinite(row.Outcome)));
        if (outcomes.Count > 0)
        {
            yield return new InputFault(
                isBinary ? "OutcomeBinary" : "OutcomeAmount",
                At(outcomes),
                Text(data.Rows[outcomes.First].Outcome)
            );
        }
    }

    private static (int First, int Count) Where(ResponseData data, Func<ResponseRow, bool> isWrong)
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

    public static bool IsOf(FeatureValue value, FeatureSort sort) =>
        sort == FeatureSort.Number
            ? value.Level is null && (value.Number is not { } number || double.IsFinite(number))
            : value.Number is null;

    private static string At((int First, int Count) rows, int? found = null) =>
        FormattableString.Invariant($"{(found is { } value ? Text(value) + ", " : "")}#{rows.First + 1} × {rows.Count}");

    private static string Text(FeatureValue value) => value.Level ?? (value.Number is { } number ? Text(number) : "–");

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
