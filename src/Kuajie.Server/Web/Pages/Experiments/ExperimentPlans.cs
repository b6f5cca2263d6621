using Kuajie.Client;
using Kuajie.Client.Experiments;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>What one goal or guardrail needs.</summary>
/// <param name="Metric">The metric as it was asked for.</param>
/// <param name="Found">The answer.</param>
public sealed record MetricPlan(ExperimentMetricRequest Metric, ExperimentPlanResponse Found)
{
    /// <summary>The lift that is to be found, or the harm that is to be ruled out.</summary>
    public double Share => (Metric.GuardrailMargin ?? Metric.SmallestEffect)!.Value;
}

/// <summary>What all goals and guardrails of an experiment need.</summary>
/// <param name="Goals">The goals, each at the error that is left to it.</param>
/// <param name="Guardrails">The guardrails, which share no error.</param>
/// <param name="Comparisons">How many questions share the error.</param>
public sealed record ExperimentPlans(IReadOnlyList<MetricPlan> Goals, IReadOnlyList<MetricPlan> Guardrails, int Comparisons)
{
    /// <summary>The goal that decides how long it takes: one of which that cannot be told, else the one that needs the most; null without goals.</summary>
    public MetricPlan? Deciding => Goals.FirstOrDefault(each => each.Found.Units is null) ?? Goals.MaxBy(each => each.Found.Units);

    /// <summary>The users that find every goal; null where that cannot be told.</summary>
    public long? Units => Deciding?.Found.Units;

    /// <summary>Asks for every metric of a form.</summary>
    internal static async Task<ExperimentPlans> LoadAsync(
        KuajieClient api,
        string domain,
        ExperimentDraft draft,
        CancellationToken cancellation
    )
    {
        // What the form holds while it is asked may change.
        var (metrics, goals, arms) = (draft.Metrics, draft.Goals.Count, draft.Arms.Count);
        var asked = new ExperimentPlanRequest(
            draft.Scene.Length == 0 ? null : draft.Scene,
            Arms: arms,
            Traffic: draft.Traffic / 100,
            ReadAnyTime: draft.IsReadAnyTime,
            Goals: Math.Max(1, goals)
        );
        var plans = new List<MetricPlan>();
        foreach (var metric in metrics)
        {
            var one = asked with { Metric = metric with { SmallestEffect = null }, Lift = metric.SmallestEffect };
            plans.Add(new MetricPlan(metric, await api.Experiments.PlanAsync(domain, one, cancellation)));
        }
        return new ExperimentPlans(plans[..goals], plans[goals..], goals * (arms - 1));
    }
}
