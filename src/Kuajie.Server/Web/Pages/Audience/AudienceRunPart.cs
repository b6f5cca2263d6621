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

    /// <summary>The refusal of what was asked for, where it was refused.</summary>
    protected Loaded<AudienceRunResponse> Started { get; } = new();

    /// <summary>Whether something is being asked for.</summary>
    protected bool IsStarting { get; private set; }

    /// <summary>Whether nothing was asked for yet, so that there is nothing to be shown.</summary>
    protected bool IsUntouched =>
        Runs.HasValue && Run is null && !IsStarting && !Opened.IsLoading && !Opened.HasValue && Opened.Failure is null && !UnderWay.Any();

    /// <summary>Whether something else stands in the address that is shown in place of a run.</summary>
    protected virtual bool IsElsewhere => false;

    /// <summary>The runs that wait or are under way.</summary>
    protected IEnumerable<AudienceRunResponse> UnderWay => (Runs.Value ?? []).Where(run => !run.HasEnded).Reverse();

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
        if (Runs.Value?.FirstOrDefault(run => run.Run == named) is { } known && TakesForm())
        {
            Fill(known);
        }
        if (named is null || UnderWay.Any(run => run.Run == named))
        {
            Opened.Clear();
        }
        else if (Opened.Value?.Run != named || !Opened.Value.HasEnded)
        {
            await Opened.FromAsync(() => Api.AudienceRuns.GetAsync(Domain, named, cancellation));
            if (Opened.Value is { } found && found.Kind != Kind)
            {
                Navigation.NavigateTo(AudienceAddress.Of(Domain, found.Kind, ("run", found.Run)), replace: true);
            }
        }
    }

    /// <summary>Whether the form is to take what is shown: once for each address, so that nobody's typing is lost when something ends.</summary>
    protected bool TakesForm()
    {
        var isNew = filledFor != Navigation.Uri;
        filledFor = Navigation.Uri;
        return isNew;
    }

    /// <summary>Asks for work, and leads to it. A refusal is kept, and the form stays as it is.</summary>
    protected async Task StartAsync(AudienceRunRequest request)
    {
        if (IsStarting)
        {
            return;
        }
        IsStarting = true;
        try
        {
            Started.Clear();
            await DoAsync(cancellation => Started.FromAsync(() => Api.AudienceRuns.StartAsync(Domain, request, cancellation)));
            if (Started.Value is { } started)
            {
                Navigation.NavigateTo(AudienceAddress.Of(Domain, Kind, ("run", started.Run)));
            }
        }
        finally
        {
            IsStarting = false;
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
            "waiting" or "running" => T("RunHeadOf", AudienceRunWords.What(run)),
            "failed" => T("RunFailed", at),
            "cancelled" => T("RunCancelled", at),
            "interrupted" => T("RunInterrupted", at),
            _ => T("RunShown", at, AudienceRunWords.What(run)),
        };
    }
}
