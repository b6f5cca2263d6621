using Kuajie.Client.Experiments;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Experiments.ExperimentsPageTexts;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>A goal or a guardrail while it is set up.</summary>
/// <param name="isGuardrail">Whether it may only not suffer.</param>
public sealed class MetricDraft(bool isGuardrail)
{
    internal const string InLists = "lists";
    internal const string InDomain = "domain";
    private const double UsualLift = 10;
    private const double UsualMargin = 5;
    private (string Name, object Counts)? stored;

    /// <summary>Whether it may only not suffer.</summary>
    public bool IsGuardrail => isGuardrail;

    /// <summary>The kind of interaction that counts.</summary>
    public string Kind { get; set; } = "purchase";

    /// <summary>What of them counts: <c>units</c>, <c>events</c> or <c>value</c>.</summary>
    public string Count { get; set; } = "units";

    /// <summary>Whether only those count that lists of the experiment lead to.</summary>
    public bool IsThroughList { get; set; } = !isGuardrail;

    /// <summary>The same as a word: what is chosen from in a form is text.</summary>
    public string Where
    {
        get => IsThroughList ? InLists : InDomain;
        set => IsThroughList = value == InLists;
    }

    /// <summary>The smallest lift of a goal, the largest harm of a guardrail.</summary>
    public double Percent { get; set; } = isGuardrail ? UsualMargin : UsualLift;

    /// <summary>What it counts: two metrics that count the same are one.</summary>
    public (string Kind, string Count, bool IsThroughList) Counts => (Kind, Count, IsThroughList);

    /// <summary>In words.</summary>
    public string Words => Told(Count, KindNames.Interaction(Kind), IsThroughList);

    /// <summary>The name it was stored under as long as it counts the same, else one made of what it counts, without spaces.</summary>
    public string Name =>
        stored is { } known && Equals(known.Counts, Counts)
            ? known.Name
            : string.Concat(
                $"{KindNames.Interaction(Kind)}{(Count == "units" ? "" : T($"Suffix_{Count}"))}{(IsThroughList ? "" : T("Suffix_own"))}".Select(
                    letter => char.IsLetterOrDigit(letter) ? letter : '-'
                )
            );

    /// <summary>The form for a stored metric; null where it says more than the form can hold.</summary>
    public static MetricDraft? Of(ExperimentMetricRequest asked)
    {
        if (asked.Kinds is not [var kind])
        {
            return null;
        }
        var isGuardrail = asked.GuardrailMargin is not null;
        var draft = new MetricDraft(isGuardrail)
        {
            Kind = kind,
            Count = asked.Count ?? "events",
            IsThroughList = asked.ThroughList ?? true,
            Percent = Math.Round((asked.GuardrailMargin ?? asked.SmallestEffect ?? UsualLift / 100) * 100, 6),
        };
        draft.stored = (asked.Name, draft.Counts);
        return draft;
    }

    /// <summary>As it is sent.</summary>
    /// <param name="name">Its name, which no other metric has.</param>
    public ExperimentMetricRequest ToRequest(string name) =>
        isGuardrail
            ? new(name, [Kind], Count, IsThroughList, GuardrailMargin: Percent / 100)
            : new(name, [Kind], Count, IsThroughList, Goal: true, SmallestEffect: Percent / 100);

    /// <summary>What a metric counts, in words.</summary>
    public static string Told(string count, string kinds, bool isThroughList) =>
        T("MetricCounts", T($"Metric_{count}", kinds), T(isThroughList ? "ThroughList" : "Everywhere"));
}
