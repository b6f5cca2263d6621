using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Experiments;

/// <summary>Reads experiments from what is on record: the lists shown with their arms, and what was done afterwards. O(lists + events since the start).</summary>
/// <param name="lists">Lists shown.</param>
/// <param name="outcomes">What was done.</param>
/// <param name="clock">The clock.</param>
public sealed class ExperimentReader(IImpressionStore lists, IOutcomeStore outcomes, TimeProvider clock)
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
        var values = Values(experiment.Domain, others, definition, units, from, until, cancellation);
        var counts = new long[definition.Arms.Count];
        for (var unit = 0; unit < units.Count; unit++)
        {
            if (units.ArmOf(unit) is { } arm)
            {
                counts[arm]++;
            }
        }
        var split = SampleRatioCheck.Of(counts, [.. definition.Arms.Select(arm => arm.Weight)]);
        var moments = values.Select(metric => Moments(metric, units, counts.Length)).ToArray();
        return new ExperimentReading(
            experiment,
            from,
            until,
            units.Crossed,
            others,
            [
                .. definition.Arms.Select(
                    (arm, place) => new ArmCount(arm.Name, counts[place], [.. moments.Select(metric => metric[place].Value)])
                ),
            ],
            split,
            [
                .. Enumerable
                    .Range(1, counts.Length - 1)
                    .Select(arm => Compare(definition, split, moments, values, units, arm, others.Length > 0)),
            ]
        );
    }

    private double[][] Values(
        string domain,
        string[] others,
        ExperimentDefinition definition,
        ExperimentUnits units,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        var values = definition.Metrics.Select(_ => new double[units.Count]).ToArray();
        var kinds = definition
            .Metrics.Select(metric => metric.Kinds.Select(kind => InteractionKinds.Parse(kind)!.Value).ToHashSet())
            .ToArray();
        foreach (var each in others.Append(domain))
        {
            var isOwn = string.Equals(each, domain, StringComparison.Ordinal);
            foreach (var outcome in outcomes.Outcomes(each, from, until, cancellation))
            {
                var ofList = outcome.ListId is { } list ? units.OfList(list) : null;
                var ofUser = isOwn && outcome.UserId is { } user ? units.Find(user) : null;
                for (var metric = 0; metric < values.Length; metric++)
                {
                    var defined = definition.Metrics[metric];
                    var unit = defined.IsThroughList ? ofList : ofUser;
                    if (unit is { } found && outcome.At >= units.FirstOf(found) && kinds[metric].Contains(outcome.Kind))
                    {
                        ref var value = ref values[metric][found];
                        value = Counted(value, defined.Count, outcome);
                    }
                }
            }
        }
        return values;
    }

    private static double Counted(double value, MetricCount count, in Outcome outcome) =>
        count switch
        {
            MetricCount.Events => value + 1,
            MetricCount.Units => 1,
            _ => value + (outcome.Value ?? 0),
        };

    private static UnitMoments[] Moments(double[] values, ExperimentUnits units, int arms)
    {
        UnitMoments[] moments = [.. Enumerable.Range(0, arms).Select(_ => new UnitMoments())];
        for (var unit = 0; unit < values.Length; unit++)
        {
            if (units.ArmOf(unit) is { } arm)
            {
                moments[arm].Add(values[unit]);
            }
        }
        return moments;
    }

    private static ArmComparison Compare(
        ExperimentDefinition definition,
        SampleRatioCheck split,
        UnitMoments[][] moments,
        double[][] values,
        ExperimentUnits units,
        int arm,
        bool hasPartner
    )
    {
        var readings = moments.Select(metric => Read(definition, ArmEstimates.Mean(metric[0]), ArmEstimates.Mean(metric[arm]))).ToArray();
        var questions = definition.Metrics.Zip(
            readings,
            (metric, reading) =>
                new MetricQuestion(metric.Name, reading)
                {
                    IsGoal = metric.IsGoal,
                    IsHigherBetter = metric.IsHigherBetter,
                    SmallestEffect = metric.SmallestEffect,
                }
        );
        var report = ExperimentReport.Of(split, [.. questions], plannedUnits: definition.IsReadAnyTime ? null : definition.PlannedUnits);
        var (own, partner) = (First(definition, isThroughList: false), First(definition, isThroughList: true));
        var twoSided =
            own < 0 || partner < 0 || !hasPartner
                ? null
                : TwoSidedLift.Of(
                    readings[own],
                    readings[partner],
                    Pairs(values, units, own, partner, 0),
                    Pairs(values, units, own, partner, arm)
                );
        return new ArmComparison(definition.Arms[arm].Name, report, twoSided);
    }

    private static EffectReading Read(ExperimentDefinition definition, ArmEstimate control, ArmEstimate treatment) =>
        definition is { IsReadAnyTime: true, PlannedUnits: { } planned }
            ? EffectReadings.AlwaysValid(control, treatment, new SequentialPlan(planned))
            : EffectReadings.FixedHorizon(control, treatment);

    private static int First(ExperimentDefinition definition, bool isThroughList) =>
        definition
            .Metrics.Index()
            .Where(metric => metric.Item.IsThroughList == isThroughList)
            .Select(metric => metric.Index)
            .DefaultIfEmpty(-1)
            .First();

    /// <summary>The same users on both sides: what they did on the own platform, and what lists led to at the partner's.</summary>
    private static UnitMoments Pairs(double[][] values, ExperimentUnits units, int own, int partner, int arm)
    {
        var moments = new UnitMoments();
        for (var unit = 0; unit < units.Count; unit++)
        {
            if (units.ArmOf(unit) == arm)
            {
                moments.Add(values[own][unit], values[partner][unit]);
            }
        }
        return moments;
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
/// <param name="Means">The mean of each metric per unit, in the order of the definition; 0 without units.</param>
public sealed record ArmCount(string Name, long Units, IReadOnlyList<double> Means);

/// <summary>An arm against the control.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Report">The metrics with their verdicts, and the advice.</param>
/// <param name="TwoSided">Own platform and partner in one, where a metric of each kind is defined; else null.</param>
public sealed record ArmComparison(string Arm, ExperimentReport Report, TwoSidedLift? TwoSided);
