using Kuajie.Client.Audience;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>
/// A part whose answers take a while: the work goes on in the service, its progress is shown to whoever looks, and what came of it is found again. The run that is shown stands in the address; where none
/// does, it is the latest that succeeded.
/// </summary>
public abstract class AudienceRunPart : AudiencePart
{
    private string? filledFor;

    /// <summary>The run that is shown.</summary>
    [SupplyParameterFromQuery]
    public string? Run { get; set; }

    /// <summary>The part's name in addresses, and what the API calls its kind of run.</summary>
    protected abstract string Kind { get; }

    /// <summary>The runs of this part, newest first.</summary>
    protected Loaded<IReadOnlyList<AudienceRunResponse>> Runs { get; } = new();

    /// <summary>The run that is shown, with what came of it.</summary>
    protected Loaded<AudienceRunResponse> Opened { get; } = new();

    /// <summary>Whether something else stands in the address that is shown in place of a run.</summary>
    protected virtual bool IsElsewhere => false;

    /// <summary>The runs that wait or are under way.</summary>
    protected IEnumerable<AudienceRunResponse> UnderWay => (Runs.Value ?? []).Where(AudienceRunWords.IsUnderWay).Reverse();

    /// <summary>Puts into the form what a run was asked.</summary>
    protected abstract void Fill(AudienceRunResponse run);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await Runs.FromAsync(async () => [.. (await Api.AudienceRuns.ListAsync(Domain, cancellation)).Where(run => run.Kind == Kind)]);
        if (IsElsewhere)
        {
            Opened.Clear();
            return;
        }
        var named = Run ?? Runs.Value?.FirstOrDefault(run => run.State == "succeeded")?.Run;
        if (Runs.Value?.FirstOrDefault(run => run.Run == named) is { } known && filledFor != named)
        {
            filledFor = named;
            Fill(known);
        }
        if (named is null || UnderWay.Any(run => run.Run == named))
        {
            Opened.Clear();
        }
        else if (Opened.Value?.Run != named)
        {
            await Opened.FromAsync(() => Api.AudienceRuns.GetAsync(Domain, named, cancellation));
        }
    }

    /// <summary>Asks for work, and leads to it. A refusal stands where the answer would.</summary>
    protected async Task StartAsync(AudienceRunRequest request)
    {
        Opened.Clear();
        await Opened.FromAsync(() => Api.AudienceRuns.StartAsync(Domain, request, Left));
        if (Opened.Value is { } started)
        {
            filledFor = started.Run;
            Opened.Clear();
            Navigation.NavigateTo(AudienceAddress.Of(Domain, Kind, ("run", started.Run)));
        }
    }

    /// <summary>Ends a run.</summary>
    protected async Task CancelAsync(AudienceRunResponse run) =>
        await DoAsync(cancellation => Api.AudienceRuns.CancelAsync(Domain, run.Run, cancellation));

    /// <summary>Where a run's answer is from, or why there is none.</summary>
    protected string Origin(AudienceRunResponse run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var at = Figures.Moment(run.RequestedAt, Preferences);
        return run.State switch
        {
            "failed" => T("RunFailed", at),
            "cancelled" => T("RunCancelled", at),
            "interrupted" => T("RunInterrupted", at),
            _ => T("RunShown", at, AudienceRunWords.What(run)),
        };
    }
}
