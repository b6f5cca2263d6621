using System.Net;
using Kuajie.Client;
using Kuajie.Client.Training;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>A training as it goes: stage, rate, time left, log. It follows the messages of the service from the first on, so somebody who comes back finds all of them.</summary>
public partial class RunProgress
{
    private const int MostKept = 2000;
    private const int MostShown = 300;

    // A person reads no faster, and each drawing costs.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);
    private readonly List<TrainingStepResponse> steps = [];
    private readonly CancellationTokenSource left = new();
    private bool missing;
    private bool isDrawing;

    /// <summary>The domain.</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>The training.</summary>
    [Parameter, EditorRequired]
    public required TrainingRunResponse Run { get; set; }

    /// <summary>Whether only the log is shown, and open.</summary>
    [Parameter]
    public bool IsLogOpen { get; set; }

    /// <summary>Whether the person may end it.</summary>
    [Parameter]
    public bool MayCancel { get; set; }

    /// <summary>Ends it.</summary>
    [Parameter]
    public EventCallback Cancel { get; set; }

    /// <summary>Told when it is over.</summary>
    [Parameter]
    public EventCallback Ended { get; set; }

    /// <summary>How moments are written.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    private TrainingStepResponse? Last => steps.Count == 0 ? null : steps[^1];

    private string Stage => Last is { } last ? TrainingTexts.T($"Stage{ModelNames.Pascal(last.Stage)}") : TrainingTexts.T("StageWaiting");

    /// <summary>Percent of the stage, or less than nothing where its end is unknown.</summary>
    private double Share => Last is { Total: { } total and > 0 } last ? 100.0 * last.Done / total : -1;

    private string Told =>
        Last is not { } last
            ? TrainingTexts.T("WaitsForOthers")
            : string.Join(
                " · ",
                (
                    (string?[])
                        [
                            Count(last),
                            last.RatePerSecond is { } rate
                                ? TrainingTexts.T("RatePerSecond", Figures.Number(rate, rate < 10 ? 1 : 0))
                                : null,
                            last.SecondsLeft is { } seconds
                                ? TrainingTexts.T("SecondsLeft", Figures.Span(TimeSpan.FromSeconds(Math.Ceiling(seconds))))
                                : null,
                            last.Model is { } model ? ModelNames.Kind(model) : null,
                        ]
                ).Where(part => !string.IsNullOrEmpty(part))
            );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await left.CancelAsync();
        left.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await FollowAsync();
        }
    }

    private static string Count(TrainingStepResponse step) =>
        step.Total is { } total ? TrainingTexts.T("DoneOf", Figures.Count(step.Done), Figures.Count(total))
        : step.Done > 0 ? Figures.Count(step.Done)
        : "";

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var step in Session.Api.Training.FollowAsync(Domain, Run.Run, left.Token))
            {
                Keep(step);
                _ = DrawAsync();
            }
            if (ModelNames.IsUnderWay(Run))
            {
                await Ended.InvokeAsync();
            }
        }
        catch (KuajieProblemException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            missing = true;
            StateHasChanged();
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException || Failure.Of(over) is not null)
        {
            // The page was left, or the service is away: whoever comes back sees it from the beginning.
        }
    }

    private void Keep(TrainingStepResponse step)
    {
        steps.Add(step);
        if (steps.Count > MostKept)
        {
            steps.RemoveRange(0, steps.Count - MostKept);
        }
    }

    private async Task DrawAsync()
    {
        if (isDrawing)
        {
            return;
        }
        isDrawing = true;
        StateHasChanged();
        try
        {
            await Task.Delay(Breath, Clock, left.Token);
            isDrawing = false;
            StateHasChanged();
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // Left.
        }
    }
}
