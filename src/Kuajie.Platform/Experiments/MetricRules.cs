using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Experiments;

/// <summary>What is wrong with how a metric is to be read.</summary>
internal static class MetricRules
{
    private static readonly string KindNames = string.Join(", ", InteractionKinds.Names);

    /// <summary>What is wrong.</summary>
    /// <param name="where">The metric's place in the definition.</param>
    /// <param name="metric">The metric.</param>
    public static IEnumerable<KuajieException> Faults(string where, DefinedMetric metric) =>
        [
            .. DefinitionRules.Outside($"{where}.quantile", metric.Quantile ?? 0.5, 0.01, 0.99),
            .. DefinitionRules.Outside($"{where}.outlierQuantile", metric.OutlierQuantile ?? 0.5, 0.5, 0.9999),
            .. DefinitionRules.Outside($"{where}.guardrailMargin", metric.GuardrailMargin ?? 0.5, 0.0001, 0.99),
            .. Together(where, metric),
        ];

    /// <summary>Kinds that are none.</summary>
    public static IEnumerable<KuajieException> UnknownKinds(string where, DefinedMetric metric) =>
        metric
            .Kinds.Where(kind => InteractionKinds.Parse(kind) is null)
            .Select(kind => ExperimentTexts.Fault("unknown-kind", "UnknownKind", $"{where}.kinds", kind, KindNames));

    private static IEnumerable<KuajieException> Together(string where, DefinedMetric metric)
    {
        var isFlag = metric.Count == MetricCount.Units;
        var clashes = new[]
        {
            (metric.Quantile is not null && metric.OutlierQuantile is not null, "quantile", "outlierQuantile"),
            (metric.Quantile is not null && isFlag, "quantile", "count: units"),
            (metric.OutlierQuantile is not null && isFlag, "outlierQuantile", "count: units"),
            (metric.GuardrailMargin is not null && metric.SmallestEffect is not null, "guardrailMargin", "smallestEffect"),
        };
        return clashes
            .Where(each => each.Item1)
            .Select(each => ExperimentTexts.Fault("not-together", "NotTogether", where, each.Item2, each.Item3));
    }
}
