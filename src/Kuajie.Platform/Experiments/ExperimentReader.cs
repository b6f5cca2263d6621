using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Experiments;

/// <summary>Reads experiments from what is on record: the lists shown with their arms, and what was done before and afterwards. O(lists + events).</summary>
/// <param name="lists">Lists shown.</param>
/// <param name="outcomes">What was done.</param>
/// <param name="segments">Tells who belonged to which segment at the start.</param>
/// <param name="clock">The clock.</param>
public sealed class ExperimentReader(IImpressionStore lists, IOutcomeStore outcomes, SegmentsAtStart segments, TimeProvider clock)
{
    /// <summary>What an experiment shows so far.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="mayCount">Whether what happened in another domain may be counted; the experiment's own always is.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="KuajieException">It has not begun.</exception>
    public ExperimentReading Read(Experiment experiment, Func<string, bool> mayCount, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(mayCount);
        var from = experiment.StartedAt ?? throw ExperimentTexts.Fault("not-started", "NotStarted", experiment.Name, experiment.Name);
        var until = experiment.StoppedAt ?? clock.GetUtcNow().AddMicroseconds(1);
        var definition = ExperimentDefinition.Of(experiment.DefinitionJson);
        var units = new ExperimentUnits(experiment, lists.ShownSince(experiment.Domain, from, cancellation), until);
        string[] others =
        [
            .. units
                .Targets.Where(target => !string.Equals(target, experiment.Domain, StringComparison.Ordinal) && mayCount(target))
                .Order(StringComparer.Ordinal),
        ];
        var done = UnitOutcomes.Read(outcomes, experiment.Domain, others, definition, units, (from, until), cancellation);
        MetricArms[] metrics =
        [
            .. definition.Metrics.Select(
                (metric, place) => new MetricArms(definition, metric, units, done.Values[place], done.Priors[place])
            ),
        ];
        var counts = units.CountsOf(definition.Arms.Count);
        var split = SampleRatioCheck.Of(counts, [.. definition.Arms.Select(arm => arm.Weight)]);
        var segmentOfUnit = SegmentsOf(experiment, definition, units, split, from, cancellation);
        var comparison = new ArmComparer(definition, units, metrics, split, segmentOfUnit);
        return new ExperimentReading(
            experiment,
            from,
            until,
            units.Crossed,
            others,
            [
                .. definition.Arms.Select(
                    (arm, place) => new ArmCount(arm.Name, counts[place], [.. metrics.Select(metric => metric.Shown[place])])
                ),
            ],
            split,
            comparison.All(hasPartner: others.Length > 0)
        );
    }

    /// <summary>Each unit's segment; null where effects are not to be broken down, or not yet.</summary>
    private string[]? SegmentsOf(
        Experiment experiment,
        ExperimentDefinition definition,
        ExperimentUnits units,
        SampleRatioCheck split,
        DateTimeOffset from,
        CancellationToken cancellation
    )
    {
        if (
            SegmentsAtStart.NamesOf(definition).Count == 0
            || split.IsBroken
            || (definition.PlannedUnits is { } planned && split.Found.Sum() < planned)
        )
        {
            return null;
        }
        var segmentOf = segments.Of(experiment.Domain, definition, from, cancellation);
        return [.. Enumerable.Range(0, units.Count).Select(unit => segmentOf(units.IdOf(unit)))];
    }
}

/// <summary>What an experiment shows.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">Until when it was read.</param>
/// <param name="CrossedUnits">Units that were in two arms; they count in none.</param>
/// <param name="TargetDomains">Other domains whose items were shown and where outcomes were counted, in name order.</param>
/// <param name="Arms">The arms, the control first.</param>
/// <param name="Split">Whether their sizes fit their shares.</param>
/// <param name="Comparisons">Every other arm against the control.</param>
public sealed record ExperimentReading(
    Experiment Experiment,
    DateTimeOffset From,
    DateTimeOffset Until,
    int CrossedUnits,
    IReadOnlyList<string> TargetDomains,
    IReadOnlyList<ArmCount> Arms,
    SampleRatioCheck Split,
    IReadOnlyList<ArmComparison> Comparisons
);

/// <summary>An arm in numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Units">Its units.</param>
/// <param name="Means">The mean of each metric per unit, or the quantile that is compared, in the order of the definition; 0 without data enough.</param>
public sealed record ArmCount(string Name, long Units, IReadOnlyList<double> Means);

/// <summary>An arm against the control.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Report">The metrics with their verdicts, the guardrails, and the advice.</param>
/// <param name="TwoSided">Own platform and partner in one, where a metric of each kind is defined; else null.</param>
/// <param name="Segments">Each goal broken down by segments; none where that is not asked for, the split is broken, or the planned units have not come.</param>
public sealed record ArmComparison(string Arm, ExperimentReport Report, TwoSidedLift? TwoSided, IReadOnlyList<SegmentReport> Segments);
