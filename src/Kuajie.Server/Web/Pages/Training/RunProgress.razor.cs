using Kuajie.Client.Training;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>A training as it goes: stage, rate, time left, log.</summary>
public partial class RunProgress
{
    private const int MostShown = 300;

    /// <summary>The training.</summary>
    [Parameter, EditorRequired]
    public required TrainingRunResponse Run { get; set; }

    /// <summary>Whether only the log is shown, and open.</summary>
    [Parameter]
    public bool IsLogOpen { get; set; }

    /// <summary>Whether the person may end it.</summary>
    [Parameter]
    public bool MayCancel { get; set; }

    /// <inheritdoc/>
    protected override bool IsUnderWay => ModelNames.IsUnderWay(Run);

    private string Stage => TrainingTexts.T($"Stage{ModelNames.Pascal(Last?.Stage ?? "waiting")}");

    private double Share => Last is { } last ? WorkFigures.Share(last.Done, last.Total) : -1;

    private string Told =>
        Last is not { } last
            ? TrainingTexts.T("WaitsForOthers")
            : WorkFigures.Told(
                last.Done,
                last.Total,
                last.RatePerSecond,
                last.SecondsLeft,
                last.Model is { } model ? ModelNames.Kind(model) : null
            );

    /// <inheritdoc/>
    protected override IAsyncEnumerable<TrainingStepResponse> Follow(CancellationToken cancellation) =>
        Session.Api.Training.FollowAsync(Domain, Run.Run, cancellation);
}
