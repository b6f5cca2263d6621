using System.Globalization;
using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Experiments;

/// <summary>What is wrong with a definition, beside what assignment itself refuses.</summary>
internal static class DefinitionRules
{
    /// <summary>Metrics that an experiment may have.</summary>
    public const int MostMetrics = 20;

    private const int LongestName = 40;
    private const int MostArms = 10;
    private const int LongestPrior = 365;
    private const int MostSegments = 10;

    /// <summary>Whether a text can be a name: it stands in paths and in the arms that lists record.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName }
        && char.IsLetterOrDigit(name[0])
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');

    public static IEnumerable<KuajieException> Faults(string name, ExperimentDefinition definition) =>
        [.. Names(name, definition), .. Numbers(definition), .. Metrics(definition), .. Units(definition), .. Reading(definition)];

    private static IEnumerable<KuajieException> Names(string name, ExperimentDefinition definition) =>
        new[] { ("experiment", name), ("layer", definition.Layer), ("salt", definition.Salt ?? name) }
            .Concat(definition.Arms.Select((arm, place) => ($"arms[{place}].name", arm.Name)))
            .Concat(definition.Metrics.Select((metric, place) => ($"metrics[{place}].name", metric.Name)))
            .Where(each => !IsName(each.Item2))
            .Select(each => ExperimentTexts.Fault("invalid-name", "InvalidName", each.Item1, each.Item2, LongestName));

    private static IEnumerable<KuajieException> Numbers(ExperimentDefinition definition) =>
        [
            .. Outside("arms", definition.Arms.Count, 2, MostArms),
            .. definition.Arms.SelectMany((arm, place) => Outside($"arms[{place}].weight", arm.Weight, 1e-6, 1e6)),
            .. Outside("firstBucket", definition.FirstBucket, 0, ExperimentDesign.Buckets - 1),
            .. Outside(
                "endBucket",
                definition.EndBucket,
                Math.Min(definition.FirstBucket + 1, ExperimentDesign.Buckets),
                ExperimentDesign.Buckets
            ),
            .. Outside("traffic", definition.Traffic, 0, 1),
            .. Outside("holdoutShare", definition.HoldoutShare, 0, 1),
            .. Outside("metrics", definition.Metrics.Count, 1, MostMetrics),
            .. Outside("plannedUnits", definition.PlannedUnits ?? 1, 1, 1e12),
            .. Twice("arms", definition.Arms.Select(arm => arm.Name)),
            .. Twice("metrics", definition.Metrics.Select(metric => metric.Name)),
        ];

    private static IEnumerable<KuajieException> Metrics(ExperimentDefinition definition)
    {
        foreach (var (place, metric) in definition.Metrics.Index())
        {
            foreach (var fault in MetricRules.UnknownKinds($"metrics[{place}]", metric))
            {
                yield return fault;
            }
            foreach (var fault in Outside($"metrics[{place}].kinds", metric.Kinds.Count, 1, MostMetrics))
            {
                yield return fault;
            }
            foreach (var fault in Outside($"metrics[{place}].smallestEffect", metric.SmallestEffect ?? 1, 1e-6, 1e6))
            {
                yield return fault;
            }
            foreach (var fault in MetricRules.Faults($"metrics[{place}]", metric))
            {
                yield return fault;
            }
            if (!metric.IsThroughList && definition.Unit != ExperimentUnit.User)
            {
                yield return ExperimentTexts.Fault("metric-of-users", "MetricOfUsers", $"metrics[{place}]", metric.Name);
            }
        }
    }

    private static IEnumerable<KuajieException> Units(ExperimentDefinition definition)
    {
        if (definition.Unit == ExperimentUnit.TimeBlock)
        {
            foreach (var fault in Outside("blockHours", definition.BlockHours ?? 0, 1, 720))
            {
                yield return fault;
            }
            foreach (var fault in Outside("burnInHours", definition.BurnInHours, 0, Math.Max(0, (definition.BlockHours ?? 0) * 0.9)))
            {
                yield return fault;
            }
        }
        else if (definition.BlockHours is not null)
        {
            yield return ExperimentTexts.Fault("no-blocks", "NoBlocks", "blockHours", TextSource.WordOf(definition.Unit));
        }
        if (definition.Segment is { } segment && definition.Unit != ExperimentUnit.User)
        {
            yield return ExperimentTexts.Fault("segment-of-users", "SegmentOfUsers", "segment", segment);
        }
        if (definition is { IsReadAnyTime: true, PlannedUnits: null })
        {
            yield return ExperimentTexts.Fault("no-plan", "NoPlan", "plannedUnits");
        }
    }

    private static IEnumerable<KuajieException> Reading(ExperimentDefinition definition)
    {
        foreach (var fault in Outside("priorDays", definition.PriorDays ?? 1, 1, LongestPrior))
        {
            yield return fault;
        }
        foreach (var fault in Outside("bySegments", definition.BySegments.Count, 0, MostSegments))
        {
            yield return fault;
        }
        foreach (var fault in Twice("bySegments", definition.BySegments))
        {
            yield return fault;
        }
        if (definition.IsByLifecycle && definition.BySegments.Count > 0)
        {
            yield return ExperimentTexts.Fault("not-together", "NotTogether", "bySegments", "bySegments", "byLifecycle");
        }
        if (definition.Metrics.Count > 0 && definition.Metrics.All(metric => metric.IsGuardrail))
        {
            yield return ExperimentTexts.Fault("guardrails-only", "GuardrailsOnly", "metrics");
        }
        var ofUsers = new[]
        {
            ("priorDays", definition.PriorDays is not null),
            ("byLifecycle", definition.IsByLifecycle),
            ("bySegments", definition.BySegments.Count > 0),
        };
        foreach (var (member, _) in ofUsers.Where(each => each.Item2 && definition.Unit != ExperimentUnit.User))
        {
            yield return ExperimentTexts.Fault("of-users", "OfUsers", member, member, TextSource.WordOf(definition.Unit));
        }
    }

    private static IEnumerable<KuajieException> Twice(string where, IEnumerable<string> names) =>
        names
            .GroupBy(name => name, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => ExperimentTexts.Fault("name-twice", "NameTwice", where, same.Key));

    internal static IEnumerable<KuajieException> Outside(string where, double value, double least, double most) =>
        value >= least && value <= most
            ? []
            : [ExperimentTexts.Fault("out-of-range", "OutOfRange", where, Text(value), Text(least), Text(most))];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
