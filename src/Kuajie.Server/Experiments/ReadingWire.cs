using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Reports;
using Kuajie.Algorithms.Experiments.Texts;
using Kuajie.Client.Experiments;
using Kuajie.Platform.Experiments;
using Kuajie.Server.Problems;

namespace Kuajie.Server.Experiments;

/// <summary>What arms caused, as programs read it.</summary>
internal static class ReadingWire
{
    /// <summary>An arm against the control; segments in which an arm has fewer people than told are named and no more.</summary>
    public static ArmComparisonResponse Of(ArmComparison comparison, int fewest) =>
        new(
            comparison.Arm,
            WireWords.Of($"{comparison.Report.Advice}"),
            $"{comparison.Report.Sentence}",
            [.. comparison.Report.Metrics.Select(Of)],
            comparison.TwoSided is { } both
                ? new TwoSidedReadingResponse(WireWords.Of($"{both.Kind}"), $"{both.Sentence}", both.ProbabilityBothHigher)
                : null,
            [.. comparison.Report.Guardrails.Select(guardrail => Of(guardrail, comparison.Report.Split.IsBroken))],
            [
                .. comparison.Segments.Select(each => new SegmentedReadingResponse(
                    each.Metric,
                    each.Differs,
                    $"{each.Sentence}",
                    [.. each.Segments.Select(segment => Of(segment, fewest))]
                )),
            ]
        );

    /// <summary>A preview; of fewer people than told nothing but that there are few.</summary>
    public static ExperimentPreviewResponse Of(ChangePreview preview, int fewest)
    {
        var policy = preview.Policy;
        return fewest > 1 && preview.People > 0 && preview.People < fewest
            ? new ExperimentPreviewResponse(
                WireWords.Of($"{PreviewKind.NotEnoughData}"),
                $"{ExperimentText.Of("ListPreviewFewPeople", fewest)}",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                fewest
            )
            : new ExperimentPreviewResponse(
                WireWords.Of($"{policy.Kind}"),
                $"{policy.Sentence}",
                preview.Lists,
                preview.Taken,
                preview.People,
                policy.Logged,
                Of(policy.SelfNormalized),
                Of(policy.DoublyRobust),
                Of(policy.Difference),
                policy.MeanWeight,
                policy.EffectiveSampleSize,
                null
            );
    }

    /// <summary>A plan; from fewer people than told nothing but that there are few.</summary>
    public static ExperimentPlanResponse Of(RunningTimePlan plan, long people, int fewest) =>
        fewest > 1 && people > 0 && people < fewest
            ? new ExperimentPlanResponse(null, null, null, null, null, [], fewest)
            : new ExperimentPlanResponse(
                people,
                plan.Mean,
                plan.Units,
                plan.Days,
                plan.Weeks,
                [.. plan.Curve.Select(day => new PlanDayResponse(day.Day, day.Units, day.Power))],
                null
            );

    private static EffectResponse? Of(OffPolicyEstimate? estimate) =>
        estimate is { } known ? Of(new EffectInterval(known.Value, known.Low, known.High)) : null;

    private static MetricReadingResponse Of(MetricReport metric) =>
        new(
            metric.Question.Metric,
            WireWords.Of($"{metric.Verdict.Kind}"),
            $"{metric.Verdict.Sentence}",
            Of(metric.Question.Reading.Absolute),
            Of(metric.Question.Reading.Relative),
            [.. metric.Notes.Select(note => $"{note}")]
        );

    private static GuardrailReadingResponse Of(GuardrailReport guardrail, bool isBroken) =>
        new(
            guardrail.Metric,
            isBroken ? "brokenSplit" : WireWords.Of($"{guardrail.Guardrail.State}"),
            $"{guardrail.Sentence}",
            guardrail.Guardrail.Margin,
            isBroken ? null : Of(guardrail.Guardrail.Harm)
        );

    private static SegmentReadingResponse Of(SegmentFinding finding, int fewest) =>
        Math.Min(finding.Effect.ControlUnits, finding.Effect.TreatmentUnits) is var people && fewest > 1 && people < fewest
            ? new SegmentReadingResponse(finding.Effect.Segment, false, null, null, null, fewest)
            : new SegmentReadingResponse(
                finding.Effect.Segment,
                finding.Differs,
                $"{finding.Sentence}",
                Of(finding.Effect.Raw),
                Of(finding.Effect.Shrunk),
                null
            );

    private static EffectResponse? Of(EffectInterval? effect) =>
        effect is { } known && double.IsFinite(known.Low) && double.IsFinite(known.High)
            ? new EffectResponse(known.Value, known.Low, known.High)
            : null;
}
