using System.Text.Json;
using Kuajie.Client.Experiments;
using static Kuajie.Server.Web.Pages.Experiments.ExperimentsPageTexts;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>An arm while it is set up.</summary>
internal sealed class ArmDraft
{
    public string Name { get; set; } = "";

    public string Model { get; set; } = "";

    public string Scene { get; set; } = "";

    public double Weight { get; set; } = 1;
}

/// <summary>An experiment of users while it is set up: what the form holds. Shares are in percent.</summary>
internal sealed class ExperimentDraft
{
    public const string AtTheEnd = "end";
    public const string AnyTime = "any";
    private const int PriorDays = 28;

    public string Name { get; set; } = "";

    public List<ArmDraft> Arms { get; } = [new() { Name = "control" }, new() { Name = "treatment" }];

    public string Scene { get; set; } = "";

    public string Segment { get; set; } = "";

    public double Traffic { get; set; } = 100;

    public double Holdout { get; set; }

    /// <summary>What decides; one at least.</summary>
    public List<MetricDraft> Goals { get; } = [new(isGuardrail: false)];

    /// <summary>What must not suffer.</summary>
    public List<MetricDraft> Guardrails { get; } = [];

    public bool IsReadAnyTime { get; set; }

    /// <summary>The same as a word: what is chosen from in a form is text.</summary>
    public string When
    {
        get => IsReadAnyTime ? AnyTime : AtTheEnd;
        set => IsReadAnyTime = value == AnyTime;
    }

    public long? PlannedUnits { get; set; }

    public bool UsesPrior { get; set; } = true;

    /// <summary>Empty, <c>lifecycle</c>, or a segment.</summary>
    public string Breakdown { get; set; } = "";

    /// <summary>Every metric as it is sent, the goals first, each under a name of its own.</summary>
    public IReadOnlyList<ExperimentMetricRequest> Metrics
    {
        get
        {
            var named = new List<ExperimentMetricRequest>();
            foreach (var metric in Goals.Concat(Guardrails))
            {
                var (name, again) = (metric.Name, 1);
                while (named.Exists(other => other.Name == name))
                {
                    name = $"{metric.Name}-{++again}";
                }
                named.Add(metric.ToRequest(name));
            }
            return named;
        }
    }

    /// <summary>What is wrong with the goals and guardrails, a sentence each.</summary>
    public IReadOnlyList<string> Faults() =>
        [
            .. Goals.Count == 0 ? [T("NoGoal")] : (string[])[],
            .. Goals
                .Concat(Guardrails)
                .GroupBy(metric => metric.Counts)
                .Where(same => same.Count() > 1)
                .Select(same => T("MetricTwice", same.First().Words)),
        ];

    public ExperimentRequest ToRequest() =>
        new(
            [.. Arms.Select(arm => new ExperimentArmRequest(arm.Name.Trim(), arm.Weight, Empty(arm.Model), Empty(arm.Scene)))],
            Scene: Empty(Scene),
            Segment: Empty(Segment),
            Traffic: Traffic / 100,
            HoldoutShare: Holdout / 100,
            Metrics: Metrics,
            PlannedUnits: PlannedUnits,
            ReadAnyTime: IsReadAnyTime,
            PriorDays: UsesPrior ? PriorDays : null,
            ByLifecycle: Breakdown == "lifecycle" ? true : null,
            BySegments: Breakdown is "" or "lifecycle" ? null : [Breakdown]
        );

    /// <summary>The form for a stored draft; null where the draft says more than the form can hold.</summary>
    public static ExperimentDraft? Of(ExperimentResponse stored)
    {
        var asked = stored.Definition;
        MetricDraft?[] metrics = [.. (asked.Metrics ?? []).Select(MetricDraft.Of)];
        if (metrics.Contains(null))
        {
            return null;
        }
        var draft = new ExperimentDraft
        {
            Name = stored.Name,
            Scene = asked.Scene ?? "",
            Segment = asked.Segment ?? "",
            Traffic = Percent(asked.Traffic ?? 1),
            Holdout = Percent(asked.HoldoutShare ?? 0),
            IsReadAnyTime = asked.ReadAnyTime ?? false,
            PlannedUnits = asked.PlannedUnits,
            UsesPrior = asked.PriorDays is not null,
            Breakdown =
                asked.ByLifecycle == true ? "lifecycle"
                : asked.BySegments is [var first, ..] ? first
                : "",
        };
        draft.Goals.Clear();
        draft.Goals.AddRange(metrics.Where(metric => !metric!.IsGuardrail)!);
        draft.Guardrails.AddRange(metrics.Where(metric => metric!.IsGuardrail)!);
        draft.Arms.Clear();
        draft.Arms.AddRange(
            asked.Arms.Select(arm => new ArmDraft
            {
                Name = arm.Name,
                Model = arm.Model ?? "",
                Scene = arm.Scene ?? "",
                Weight = arm.Weight ?? 1,
            })
        );
        return draft.Says(asked) ? draft : null;
    }

    /// <summary>Whether the form, filled in, comes to the same as what was stored; names of metrics aside, and whether guardrails stand among the goals.</summary>
    private bool Says(ExperimentRequest asked) =>
        Told(Server.Experiments.ExperimentWire.ToRequest(Server.Experiments.ExperimentWire.ToDefinition(ToRequest()))) == Told(asked);

    private static string Told(ExperimentRequest request) =>
        JsonSerializer.Serialize(
            request with
            {
                Metrics =
                [
                    .. (request.Metrics ?? [])
                        .OrderBy(metric => metric.GuardrailMargin is not null)
                        .Select(metric => metric with { Name = "" }),
                ],
            },
            ExperimentsJson.Default.ExperimentRequest
        );

    private static double Percent(double share) => Math.Round(share * 100, 6);

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}
