using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Reports;

namespace Kuajie.Platform.Experiments;

/// <summary>Holds every treatment arm of an experiment against its control.</summary>
internal sealed class ArmComparer(
    ExperimentDefinition definition,
    ExperimentUnits units,
    IReadOnlyList<MetricArms> metrics,
    SampleRatioCheck split,
    string[]? segmentOfUnit
)
{
    /// <summary>The comparisons, in the order of the arms.</summary>
    /// <param name="hasPartner">Whether outcomes of another domain were counted.</param>
    public IReadOnlyList<ArmComparison> All(bool hasPartner)
    {
        int[] treatments = [.. Enumerable.Range(1, definition.Arms.Count - 1)];
        var reports = ExperimentReport.OfArms(
            split,
            [.. treatments.Select(QuestionsOf)],
            definition.IsReadAnyTime ? null : definition.PlannedUnits
        );
        return
        [
            .. treatments.Zip(
                reports,
                (arm, report) => new ArmComparison(definition.Arms[arm].Name, report, hasPartner ? BothSides(arm) : null, Segments(arm))
            ),
        ];
    }

    private ArmQuestions QuestionsOf(int arm) =>
        new(
            [.. Each(metric => !metric.IsGuardrail).Select(metric => metrics[metric].QuestionOf(arm))],
            [.. Each(metric => metric.IsGuardrail).Select(metric => metrics[metric].GuardrailOf(arm))]
        );

    private TwoSidedLift? BothSides(int arm)
    {
        var (own, partner) = (FirstMean(isThroughList: false), FirstMean(isThroughList: true));
        return own < 0 || partner < 0
            ? null
            : TwoSidedLift.Of(metrics[own].PlainOf(arm), metrics[partner].PlainOf(arm), Pairs(own, partner, 0), Pairs(own, partner, arm));
    }

    private IReadOnlyList<SegmentReport> Segments(int arm)
    {
        if (segmentOfUnit is null)
        {
            return [];
        }
        var names = SegmentsAtStart.NamesOf(definition);
        int[] goals = [.. Each(metric => metric is { IsGuardrail: false, IsGoal: true })];
        return
        [
            .. goals.Select(goal =>
                SegmentReport.Of(
                    definition.Metrics[goal].Name,
                    SegmentEffects.Of([.. names.Select(name => metrics[goal].OfSegment(name, segmentOfUnit, arm))]),
                    name => SegmentsAtStart.Spoken(definition, name),
                    goals.Length * (definition.Arms.Count - 1)
                )
            ),
        ];
    }

    private int FirstMean(bool isThroughList) =>
        Each(metric => metric is { IsGuardrail: false, Quantile: null } && metric.IsThroughList == isThroughList)
            .DefaultIfEmpty(-1)
            .First();

    private IEnumerable<int> Each(Func<DefinedMetric, bool> isWanted) =>
        Enumerable.Range(0, definition.Metrics.Count).Where(metric => isWanted(definition.Metrics[metric]));

    /// <summary>The same users on both sides: what they did on the own platform, and what lists led to at the partner's.</summary>
    private UnitMoments Pairs(int own, int partner, int arm)
    {
        var moments = new UnitMoments();
        for (var unit = 0; unit < units.Count; unit++)
        {
            if (units.ArmOf(unit) == arm)
            {
                moments.Add(metrics[own].Values[unit], metrics[partner].Values[unit]);
            }
        }
        return moments;
    }
}
