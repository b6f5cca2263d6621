using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Texts;

namespace Kuajie.Algorithms.Experiments.Reports;

/// <summary>What an experiment as a whole advises.</summary>
public enum ExperimentAdvice
{
    /// <summary>The split is broken: find out why, and start anew.</summary>
    DoNotRead,

    /// <summary>A guardrail is violated: stop.</summary>
    Stop,

    /// <summary>A goal is worse, none is better.</summary>
    KeepControl,

    /// <summary>A goal is better, none is worse, every guardrail held.</summary>
    TakeTreatment,

    /// <summary>Goals contradict each other: a person has to weigh them.</summary>
    Weigh,

    /// <summary>A goal is better but a guardrail is not proven yet.</summary>
    AwaitGuardrails,

    /// <summary>No goal differs by as much as matters: choose by cost.</summary>
    NoDifference,

    /// <summary>Nothing is decided: wait for more units.</summary>
    Wait,
}

/// <summary>An experiment's results with a verdict each and one piece of advice: p-values are corrected, a broken split silences everything.</summary>
/// <param name="Split">The sample-ratio check.</param>
/// <param name="Metrics">The questions with their answers, in the order given.</param>
/// <param name="Guardrails">The guardrails with what they say in words.</param>
/// <param name="Advice">What it comes to, for programs.</param>
/// <param name="Sentence">What it comes to, for people.</param>
public sealed record ExperimentReport(
    SampleRatioCheck Split,
    IReadOnlyList<MetricReport> Metrics,
    IReadOnlyList<GuardrailReport> Guardrails,
    ExperimentAdvice Advice,
    ExperimentText Sentence
)
{
    /// <summary>Puts a report together. Goals share the error by Holm's correction, other metrics by Benjamini and Hochberg's. O(n log n).</summary>
    /// <param name="split">The sample-ratio check.</param>
    /// <param name="questions">The metrics; at least one.</param>
    /// <param name="guardrails">The guardrails, or none.</param>
    /// <param name="plannedUnits">Units of both arms together, by the sample-ratio check, at which a fixed-horizon reading was planned, or null where there was no plan.</param>
    /// <exception cref="InvalidExperimentException">No question, a metric twice, or a smallest effect that is not above 0; all faults at once.</exception>
    public static ExperimentReport Of(
        SampleRatioCheck split,
        IReadOnlyList<MetricQuestion> questions,
        IReadOnlyList<GuardrailQuestion>? guardrails = null,
        long? plannedUnits = null
    )
    {
        ArgumentNullException.ThrowIfNull(questions);
        return OfArms(split, [new ArmQuestions(questions, guardrails ?? [])], plannedUnits)[0];
    }

    /// <summary>
    /// Reports of several treatment arms against one control: the goals of all arms together share the error, and so do the other metrics. Guardrails are not corrected: all of them have to hold.
    /// O(n log n).
    /// </summary>
    /// <param name="split">The sample-ratio check.</param>
    /// <param name="arms">The questions of each arm; at least one each.</param>
    /// <param name="plannedUnits">Units of all arms together at which a fixed-horizon reading was planned, or null where there was no plan.</param>
    /// <returns>One report for each arm, in the order given.</returns>
    /// <exception cref="InvalidExperimentException">No question, a metric twice, or a smallest effect that is not above 0; all faults at once.</exception>
    public static IReadOnlyList<ExperimentReport> OfArms(
        SampleRatioCheck split,
        IReadOnlyList<ArmQuestions> arms,
        long? plannedUnits = null
    )
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(arms);
        InvalidExperimentException.ThrowIfAny(arms.SelectMany(arm => Faults(arm.Questions)));
        MetricQuestion[] all = [.. arms.SelectMany(arm => arm.Questions)];
        var adjusted = new double[all.Length];
        Adjust(all, adjusted, isGoal: true, MultipleTesting.Holm);
        Adjust(all, adjusted, isGoal: false, MultipleTesting.BenjaminiHochberg);
        var context = new ReportContext(split, plannedUnits, all.Count(each => each.IsGoal));
        var reports = new ExperimentReport[arms.Count];
        var first = 0;
        for (var arm = 0; arm < reports.Length; arm++)
        {
            reports[arm] = Of(arms[arm], adjusted.AsSpan(first, arms[arm].Questions.Count), context);
            first += arms[arm].Questions.Count;
        }
        return reports;
    }

    private static ExperimentReport Of(ArmQuestions arm, ReadOnlySpan<double> adjusted, ReportContext context)
    {
        var metrics = new MetricReport[arm.Questions.Count];
        for (var place = 0; place < metrics.Length; place++)
        {
            metrics[place] = MetricReport.Of(arm.Questions[place], adjusted[place], context);
        }
        var advice = AdviceOf(context.Split, metrics, arm.Guardrails);
        return new ExperimentReport(
            context.Split,
            metrics,
            [.. arm.Guardrails.Select(each => GuardrailReport.Of(each, context))],
            advice,
            ExperimentText.Of($"Advice{advice}")
        );
    }

    private static void Adjust(MetricQuestion[] questions, double[] adjusted, bool isGoal, Func<IReadOnlyList<double>, double[]> correct)
    {
        var places = Enumerable.Range(0, questions.Length).Where(place => questions[place].IsGoal == isGoal).ToArray();
        var corrected = correct([.. places.Select(place => questions[place].Reading.PValue)]);
        for (var each = 0; each < places.Length; each++)
        {
            adjusted[places[each]] = corrected[each];
        }
    }

    private static ExperimentAdvice AdviceOf(SampleRatioCheck split, MetricReport[] metrics, IReadOnlyList<GuardrailQuestion> guardrails)
    {
        var goals = metrics.Where(metric => metric.Question.IsGoal).Select(metric => metric.Verdict.Kind).ToArray();
        var (better, worse) = (goals.Contains(VerdictKind.Better), goals.Contains(VerdictKind.Worse));
        return split.IsBroken ? ExperimentAdvice.DoNotRead
            : guardrails.Any(each => each.Guardrail.State == GuardrailState.Violated) ? ExperimentAdvice.Stop
            : better && worse ? ExperimentAdvice.Weigh
            : worse ? ExperimentAdvice.KeepControl
            : better
                ? guardrails.All(each => each.Guardrail.State == GuardrailState.Held) ? ExperimentAdvice.TakeTreatment
                    : ExperimentAdvice.AwaitGuardrails
            : goals.Length > 0 && goals.All(kind => kind == VerdictKind.NoDifferenceThatMatters) ? ExperimentAdvice.NoDifference
            : ExperimentAdvice.Wait;
    }

    private static IEnumerable<ExperimentFault> Faults(IReadOnlyList<MetricQuestion> questions)
    {
        if (questions.Count == 0)
        {
            yield return new ExperimentFault("NoMetrics", "report", "0");
        }
        foreach (var same in questions.GroupBy(each => each.Metric).Where(same => same.Count() > 1 || string.IsNullOrWhiteSpace(same.Key)))
        {
            yield return new ExperimentFault("MetricName", "report", same.Key);
        }
        foreach (var question in questions.Where(each => each.SmallestEffect is { } smallest && !(smallest > 0)))
        {
            yield return new ExperimentFault("SmallestEffect", question.Metric, FormattableString.Invariant($"{question.SmallestEffect}"));
        }
    }
}
