using Kuajie.Client.Experiments;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Experiments.ExperimentsPageTexts;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>One experiment: what it compares, where it stands, and what it shows so far.</summary>
public sealed partial class ResultPart
{
    private readonly Loaded<ExperimentResponse> experiment = new();
    private readonly Loaded<ExperimentReadingResponse> reading = new();
    private double? raised;

    /// <summary>Its name.</summary>
    [Parameter, EditorRequired]
    public required string Experiment { get; set; }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await experiment.FromAsync(() => Api.Experiments.GetAsync(Domain, Experiment, cancellation));
        StateHasChanged();
        if (experiment.Value is { State: not "draft" })
        {
            await reading.FromAsync(() => Api.Experiments.ReadAsync(Domain, Experiment, cancellation));
        }
    }

    private static string[] GoalsOf(ExperimentRequest definition) =>
        [.. (definition.Metrics ?? []).Where(metric => metric is { GuardrailMargin: null, Goal: not false }).Select(metric => metric.Name)];

    private async Task StartAsync()
    {
        if (await Dialogs.AskAsync(T("StartAsk", Experiment), T("StartText"), T("Start")))
        {
            await ChangeAsync(cancellation => Api.Experiments.StartAsync(Domain, Experiment, cancellation), T("Started", Experiment));
        }
    }

    private async Task StopAsync()
    {
        if (await Dialogs.AskAsync(T("StopAsk", Experiment), T("StopText"), T("Stop")))
        {
            await ChangeAsync(cancellation => Api.Experiments.StopAsync(Domain, Experiment, cancellation), T("Stopped", Experiment));
        }
    }

    private async Task RaiseAsync()
    {
        var share = raised!.Value / 100;
        if (await Dialogs.AskAsync(T("RaiseAsk", Experiment, Figures.Share(share)), T("RaiseText"), T("Raise")))
        {
            await ChangeAsync(
                cancellation => Api.Experiments.RaiseTrafficAsync(Domain, Experiment, share, cancellation),
                T("Raised", Experiment, Figures.Share(share))
            );
        }
    }

    private async Task RemoveAsync()
    {
        if (
            await Dialogs.AskAsync(T("RemoveAsk", Experiment), T("RemoveText"), ConsoleTexts.Say("Delete"))
            && await DoAsync(cancellation => Api.Experiments.RemoveAsync(Domain, Experiment, cancellation))
        )
        {
            Tell(T("Removed", Experiment));
            Navigation.NavigateTo(ExperimentAddress.List(Domain));
        }
    }

    private async Task ChangeAsync(Func<CancellationToken, Task> change, string told)
    {
        if (await DoAsync(change))
        {
            Tell(told);
            raised = null;
            await ReloadAsync();
        }
    }

    private static string Does(ExperimentArmRequest arm) =>
        (arm.Model, arm.Scene) switch
        {
            (null, null) => T("DoesNothing"),
            ({ } model, null) => T("DoesModel", model),
            (null, { } scene) => T("DoesScene", scene),
            var (model, scene) => T("DoesBoth", model, scene),
        };

    private static string Who(ExperimentRequest definition)
    {
        List<string> parts =
        [
            T($"Unit_{definition.Unit ?? "user"}"),
            definition.Scene is { } scene ? T("OfScene", scene) : T("AllScenes"),
            T("TrafficOf", Figures.Share(definition.Traffic ?? 1)),
        ];
        if (definition.Segment is { } segment)
        {
            parts.Add(T("OfSegment", segment));
        }
        if (definition.HoldoutShare is > 0 and var held)
        {
            parts.Add(T("HeldOut", Figures.Share(held)));
        }
        return string.Join(" · ", parts);
    }

    private static string Told(ExperimentMetricRequest metric)
    {
        var kinds = string.Join(T("ListSeparator"), (metric.Kinds ?? ["purchase"]).Select(KindNames.Interaction));
        var isThroughList = metric.ThroughList != false;
        var what = metric.Quantile is { } quantile
            ? T("MetricCounts", T("MetricQuantile", Figures.Share(quantile, 0), kinds), T(isThroughList ? "ThroughList" : "Everywhere"))
            : MetricDraft.Told(metric.Count ?? "events", kinds, isThroughList);
        var part =
            metric.GuardrailMargin is { } margin ? T("IsGuardrail", Figures.Share(margin))
            : metric.Goal == false ? T("IsBeside")
            : metric.SmallestEffect is { } smallest ? T("IsGoalOf", Figures.Share(smallest))
            : T("IsGoal");
        return T("MetricLine", metric.Name, what, part);
    }

    /// <summary>How many questions share the error: every goal of every arm that is no control.</summary>
    private static int QuestionsOf(ExperimentRequest definition) => GoalsOf(definition).Length * (definition.Arms.Count - 1);

    private string Time(ExperimentResponse found) =>
        (found.StartedAt, found.StoppedAt) switch
        {
            ({ } from, { } until) => T("FromUntil", Figures.Moment(from, Preferences), Figures.Moment(until, Preferences)),
            ({ } from, null) => T("Since", Figures.Moment(from, Preferences)),
            _ => T("NotBegun"),
        };
}
