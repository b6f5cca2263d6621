using Kuajie.Client.Experiments;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Experiments.ExperimentsPageTexts;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>Where an experiment is set up, with how long it will take at the pace of late.</summary>
public sealed partial class SetUpPart
{
    private const int MostArms = 5;
    private readonly Loaded<SetUpChoices> known = new();
    private readonly Loaded<ExperimentPlans> plan = new();
    private ExperimentDraft draft = new();
    private IReadOnlyList<string> faults = [];
    private CancellationTokenSource? planning;
    private long? proposed;
    private bool isEditable = true;
    private bool isSaving;

    /// <summary>The person's own domains.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Owns { get; set; }

    /// <summary>The draft to be changed, or null for a new experiment.</summary>
    [Parameter]
    public string? Draft { get; set; }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (Draft is { } name && !known.HasValue)
        {
            var stored = await Api.Experiments.GetAsync(Domain, name, cancellation);
            var filled = stored.State == "draft" ? ExperimentDraft.Of(stored) : null;
            (isEditable, draft) = (filled is not null, filled ?? draft);
        }
        await known.FromAsync(() => SetUpChoices.LoadAsync(Api, Domain, Owns, cancellation));
        StateHasChanged();
        await PlanAsync();
    }

    /// <summary>Asks anew how long it takes, in place of what is still being asked. Whoever wrote no number of their own is given the one that is needed.</summary>
    private async Task PlanAsync()
    {
        // What was refused is being changed; whether it is right now is told when it is saved.
        faults = [];
        if (planning is not null)
        {
            await planning.CancelAsync();
        }
        using var asking = planning = CancellationTokenSource.CreateLinkedTokenSource(Left);
        try
        {
            await plan.FromAsync(() => ExperimentPlans.LoadAsync(Api, Domain, draft, asking.Token));
        }
        catch (OperationCanceledException) when (asking.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            planning = planning == asking ? null : planning;
        }
        if (draft.PlannedUnits is null || draft.PlannedUnits == proposed)
        {
            draft.PlannedUnits = proposed = plan.Value?.Units;
        }
    }

    private async Task AddArmAsync()
    {
        draft.Arms.Add(new ArmDraft { Name = $"treatment-{draft.Arms.Count}" });
        await PlanAsync();
    }

    private async Task RemoveArmAsync(ArmDraft arm)
    {
        draft.Arms.Remove(arm);
        await PlanAsync();
    }

    private async Task SaveAsync()
    {
        faults = draft.Faults();
        if (faults.Count > 0)
        {
            return;
        }
        isSaving = true;
        try
        {
            var name = draft.Name.Trim();
            await Api.Experiments.PutAsync(Domain, name, draft.ToRequest(), Left);
            Tell(T("Saved", name));
            Navigation.NavigateTo(ExperimentAddress.Of(Domain, name));
        }
        catch (Exception refused) when (Failure.LinesOf(refused) is { } told)
        {
            faults = told;
        }
        finally
        {
            isSaving = false;
        }
    }
}
