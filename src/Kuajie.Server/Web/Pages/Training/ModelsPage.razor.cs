using Kuajie.Client.Partners;
using Kuajie.Client.Training;
using Kuajie.Platform.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>What serves a domain, its versions, trainings and schedules.</summary>
public partial class ModelsPage
{
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<ModelsState> state = new();
    private string? shown;

    /// <summary>The domain whose items are recommended.</summary>
    [SupplyParameterFromQuery(Name = "domain")]
    public string? Domain { get; set; }

    /// <summary>A training that is looked at.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public string? Run { get; set; }

    /// <summary>Questions and forms.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    private string? Chosen { get; set; }

    private bool MayTrain => Session.Has(Role.Owner | Role.Data);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await domains.FromAsync(async () => [.. (await Api.Domains.ListAsync(cancellation)).Where(IsOwn)]);
        Chosen =
            domains.Value?.FirstOrDefault(domain => domain.Domain == Domain)?.Domain
            ?? (domains.Value is [var first, ..] ? first.Domain : null);
        if (Chosen is not { } chosen)
        {
            return;
        }
        if (shown != chosen)
        {
            state.Clear();
            shown = chosen;
            StateHasChanged();
        }
        await state.FromAsync(() => StateAsync(chosen, cancellation));
    }

    private async Task<ModelsState> StateAsync(string domain, CancellationToken cancellation)
    {
        var (serving, versions) = (Api.Models.ServingAsync(domain, cancellation), Api.Models.ListAsync(domain, cancellation));
        var (runs, schedules) = (Api.Training.ListAsync(domain, cancellation), Api.Schedules.ListAsync(domain, cancellation));
        return new ModelsState(await serving, await versions, await runs, await schedules);
    }

    private bool IsOwn(DomainResponse domain) => Session.Person is { } person && (person.PartyId is null || person.PartyId == domain.Party);

    private async Task TrainAsync()
    {
        var parameters = new DialogParameters<TrainingDialog>
        {
            { dialog => dialog.Domain, Chosen! },
            { dialog => dialog.Domains, domains.Value! },
        };
        var dialog = await Dialogs.ShowAsync<TrainingDialog>(TrainingTexts.T("Train"), parameters);
        if (await dialog.Result is { Canceled: false, Data: TrainingRunResponse run })
        {
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(Query(("domain", Chosen), ("run", run.Run))));
        }
    }

    private async Task ScheduleAsync(ScheduleResponse? known)
    {
        var parameters = new DialogParameters<ScheduleDialog>
        {
            { dialog => dialog.Domain, Chosen! },
            { dialog => dialog.Domains, domains.Value! },
            { dialog => dialog.Known, known },
        };
        var title = known is null ? TrainingTexts.T("NewSchedule") : TrainingTexts.T("EditSchedule", known.Schedule);
        var dialog = await Dialogs.ShowAsync<ScheduleDialog>(title, parameters);
        if (await dialog.Result is { Canceled: false })
        {
            await ReloadAsync();
        }
    }

    private static Dictionary<string, object?> Query(params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var query = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
        {
            query[name] = value;
        }
        return query;
    }
}

/// <summary>Everything the page shows of a domain.</summary>
internal sealed record ModelsState(
    IReadOnlyList<ServingResponse> Serving,
    IReadOnlyList<ModelVersionResponse> Versions,
    IReadOnlyList<TrainingRunResponse> Runs,
    IReadOnlyList<ScheduleResponse> Schedules
);
