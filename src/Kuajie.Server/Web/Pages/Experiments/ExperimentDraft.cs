using System.Text.Json;
using Kuajie.Client.Experiments;
using Kuajie.Server.Web.Parts;
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
    private const int PriorDays = 28;

    public string Name { get; set; } = "";

    public List<ArmDraft> Arms { get; } = [new() { Name = "control" }, new() { Name = "treatment" }];

    public string Scene { get; set; } = "";

    public string Segment { get; set; } = "";

    public double Traffic { get; set; } = 100;

    public double Holdout { get; set; }

    public string GoalKind { get; set; } = "purchase";

    public string GoalCount { get; set; } = "units";

    public bool IsThroughList { get; set; } = true;

    public double Lift { get; set; } = 10;

    public bool IsGuarded { get; set; }

    public double Margin { get; set; } = 5;

    public bool IsReadAnyTime { get; set; }

    public long? PlannedUnits { get; set; }

    public bool UsesPrior { get; set; } = true;

    /// <summary>Empty, <c>lifecycle</c>, or a segment.</summary>
    public string Breakdown { get; set; } = "";

    /// <summary>The goal as a metric.</summary>
    public ExperimentMetricRequest Goal =>
        new(NameOf(GoalKind), [GoalKind], GoalCount, IsThroughList, Goal: true, SmallestEffect: Lift / 100);

    public ExperimentRequest ToRequest() =>
        new(
            [.. Arms.Select(arm => new ExperimentArmRequest(arm.Name.Trim(), arm.Weight, Empty(arm.Model), Empty(arm.Scene)))],
            Scene: Empty(Scene),
            Segment: Empty(Segment),
            Traffic: Traffic / 100,
            HoldoutShare: Holdout / 100,
            Metrics: IsGuarded ? [Goal, Guard] : [Goal],
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
        if (asked.Metrics is not [{ Kinds: [var kind] } goal, ..])
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
            GoalKind = kind,
            GoalCount = goal.Count ?? "events",
            IsThroughList = goal.ThroughList ?? true,
            Lift = Percent(goal.SmallestEffect ?? 0.1),
            IsGuarded = asked.Metrics.Count > 1,
            Margin = Percent((asked.Metrics.Count > 1 ? asked.Metrics[1].GuardrailMargin : null) ?? 0.05),
            IsReadAnyTime = asked.ReadAnyTime ?? false,
            PlannedUnits = asked.PlannedUnits,
            UsesPrior = asked.PriorDays is not null,
            Breakdown =
                asked.ByLifecycle == true ? "lifecycle"
                : asked.BySegments is [var first, ..] ? first
                : "",
        };
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

    /// <summary>What users do without lists: it is not to suffer from them.</summary>
    private ExperimentMetricRequest Guard =>
        new($"{NameOf(GoalKind)}-{T("OwnSuffix")}", [GoalKind], GoalCount, ThroughList: false, GuardrailMargin: Margin / 100);

    /// <summary>Whether the form, filled in, comes to the same as what was stored; names of metrics aside, which the form makes.</summary>
    private bool Says(ExperimentRequest asked) =>
        Told(Server.Experiments.ExperimentWire.ToRequest(Server.Experiments.ExperimentWire.ToDefinition(ToRequest()))) == Told(asked);

    private static string Told(ExperimentRequest request) =>
        JsonSerializer.Serialize(
            request with
            {
                Metrics = [.. (request.Metrics ?? []).Select(metric => metric with { Name = "" })],
            },
            ExperimentsJson.Default.ExperimentRequest
        );

    /// <summary>A kind as the name of a metric, which has no spaces.</summary>
    private static string NameOf(string kind) =>
        string.Concat(KindNames.Interaction(kind).Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));

    private static double Percent(double share) => Math.Round(share * 100, 6);

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}
