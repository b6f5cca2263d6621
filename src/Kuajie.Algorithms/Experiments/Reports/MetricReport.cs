using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Texts;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Reports;

/// <summary>A question with its answer.</summary>
/// <param name="Question">The question and its reading.</param>
/// <param name="AdjustedPValue">Its p-value, corrected for the questions asked beside it.</param>
/// <param name="Verdict">The answer in plain words.</param>
/// <param name="Notes">What was done to the data: outliers capped, variance taken away, when it may be looked at.</param>
public sealed record MetricReport(MetricQuestion Question, double AdjustedPValue, Verdict Verdict, IReadOnlyList<ExperimentText> Notes)
{
    private const double Probably = 0.9;

    internal static MetricReport Of(MetricQuestion question, double adjusted, ReportContext split) =>
        new(question, adjusted, VerdictOf(question, adjusted, split), [.. NotesOf(question, split)]);

    private static Verdict VerdictOf(MetricQuestion question, double adjusted, ReportContext split)
    {
        var reading = question.Reading;
        if (split.IsBroken)
        {
            return new Verdict(VerdictKind.BrokenSplit, split.Sentence);
        }
        if (reading.Shortage != DataShortage.None)
        {
            return new Verdict(
                VerdictKind.NotEnoughData,
                ExperimentText.Of("VerdictNotEnoughData", question.Metric, ExperimentText.Of($"Shortage{reading.Shortage}"))
            );
        }
        var units = split.Split.Found.Sum();
        if (reading.Kind == ReadingKind.FixedHorizon && split.PlannedUnits is { } planned && units < planned)
        {
            return new Verdict(VerdictKind.TooEarly, ExperimentText.Of("VerdictTooEarly", question.Metric, units, planned));
        }
        return Spoken(KindOf(question, adjusted), question);
    }

    private static VerdictKind KindOf(MetricQuestion question, double adjusted)
    {
        var reading = question.Reading;
        var gain = (question.IsHigherBetter ? 1 : -1) * reading.Absolute!.Value.Value;
        if (adjusted < 1 - reading.Confidence)
        {
            return gain > 0 ? VerdictKind.Better : VerdictKind.Worse;
        }
        if (question.SmallestEffect is { } smallest && reading.Relative is { } lift && lift.Low > -smallest && lift.High < smallest)
        {
            return VerdictKind.NoDifferenceThatMatters;
        }
        var better = NormalDistribution.Below(gain / reading.StandardError);
        return better >= Probably ? VerdictKind.ProbablyBetter
            : better <= 1 - Probably ? VerdictKind.ProbablyWorse
            : VerdictKind.Undecided;
    }

    private static Verdict Spoken(VerdictKind kind, MetricQuestion question)
    {
        var reading = question.Reading;
        return reading.Relative is { } lift
            ? new Verdict(kind, ExperimentText.Of($"Verdict{kind}", question.Metric, lift.Value, lift.Low, lift.High, reading.Confidence))
            : new Verdict(
                kind,
                ExperimentText.Of(
                    $"Verdict{kind}Absolute",
                    question.Metric,
                    reading.Absolute!.Value.Value,
                    reading.Absolute.Value.Low,
                    reading.Absolute.Value.High,
                    reading.Confidence
                )
            );
    }

    private static IEnumerable<ExperimentText> NotesOf(MetricQuestion question, ReportContext context)
    {
        yield return ExperimentText.Of($"Note{question.Reading.Kind}");
        if (question.Cap is { } cap)
        {
            yield return ExperimentText.Of("NoteCapped", cap.Quantile, cap.Cap, cap.Capped, cap.Of);
        }
        if (question.VarianceReduction is { } reduction)
        {
            yield return ExperimentText.Of("NoteCuped", reduction);
        }
        if (question.IsGoal && context.Goals > 1)
        {
            yield return ExperimentText.Of("NoteCorrected", context.Goals);
        }
    }
}
