using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Texts;

namespace Kuajie.Algorithms.Experiments.Reports;

/// <summary>A guardrail with its name.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Guardrail">What it says.</param>
public sealed record GuardrailQuestion(string Metric, Guardrail Guardrail);

/// <summary>What one treatment arm is asked.</summary>
/// <param name="Questions">Its metrics; at least one.</param>
/// <param name="Guardrails">Its guardrails, or none.</param>
public sealed record ArmQuestions(IReadOnlyList<MetricQuestion> Questions, IReadOnlyList<GuardrailQuestion> Guardrails);

/// <summary>A guardrail in words.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Guardrail">What it says.</param>
/// <param name="Sentence">The same for people; under a broken split that alone.</param>
public sealed record GuardrailReport(string Metric, Guardrail Guardrail, ExperimentText Sentence)
{
    internal static GuardrailReport Of(GuardrailQuestion question, ReportContext context) =>
        new(question.Metric, question.Guardrail, context.IsBroken ? context.Sentence : Spoken(question.Metric, question.Guardrail));

    private static ExperimentText Spoken(string metric, Guardrail guardrail) =>
        guardrail.State == GuardrailState.NotEnoughData
            ? ExperimentText.Of("GuardrailNotEnoughData", metric, ExperimentText.Of($"Shortage{guardrail.Shortage}"))
        : guardrail.Harm is { } harm ? ExperimentText.Of($"Guardrail{guardrail.State}", metric, harm.Low, harm.High, guardrail.Margin)
        : ExperimentText.Of($"Guardrail{guardrail.State}Absolute", metric, guardrail.Margin);
}
