using Kuajie.Client.Imports;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using static Kuajie.Server.Web.ConsoleTexts;
using static Kuajie.Server.Web.Pages.Data.DataTexts;

namespace Kuajie.Server.Web.Pages.Data;

/// <summary>Earlier imports of a domain, the running ones with their progress, one of them in full; an import that is done can be taken back.</summary>
public sealed partial class ImportHistory
{
    private readonly Loaded<IReadOnlyList<ImportResponse>> imports = new();
    private readonly Loaded<ImportResponse> details = new();
    private readonly Dictionary<string, ImportStepResponse> steps = new(StringComparer.Ordinal);
    private readonly HashSet<string> watched = new(StringComparer.Ordinal);
    private string? shown;

    /// <summary>The domain.</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>The import to show in full, or null.</summary>
    [Parameter]
    public string? Import { get; set; }

    /// <summary>Time zone.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>Asks before something is taken away.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    private bool MayImport => Session.Has(Role.Owner | Role.Data);

    /// <summary>Shows an import that has begun and follows it to its end.</summary>
    public async Task WatchAsync(string import)
    {
        Navigation.NavigateTo(AddressOf(import));
        await ReloadAsync();
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (shown != Domain)
        {
            imports.Clear();
            shown = Domain;
        }
        await imports.FromAsync(() => Api.Imports.ListAsync(Domain, cancellation));
        foreach (var running in imports.Value?.Where(each => each.State is "waiting" or "running" && watched.Add(each.Import)) ?? [])
        {
            _ = InvokeAsync(() => FollowAsync(running.Import));
        }
        if (Import is { } import)
        {
            await details.FromAsync(() => Api.Imports.GetAsync(Domain, import, cancellation));
        }
    }

    private async Task FollowAsync(string import)
    {
        await DoAsync(async cancellation =>
        {
            await foreach (var step in Api.Imports.FollowAsync(Domain, import, cancellation))
            {
                steps[import] = step;
                StateHasChanged();
            }
        });
        steps.Remove(import);
        watched.Remove(import);
        await ReloadAsync();
    }

    private async Task WithdrawAsync(ImportResponse import, bool isUndo)
    {
        var isSure = await Dialogs.ShowMessageBoxAsync(
            isUndo ? T("UndoTitle") : T("CancelTitle"),
            isUndo ? T("UndoText") : T("CancelText"),
            yesText: isUndo ? T("Undo") : T("CancelImport"),
            cancelText: Say("Close")
        );
        if (isSure == true && await DoAsync(cancellation => Api.Imports.WithdrawAsync(Domain, import.Import, cancellation)))
        {
            Messages.Add(isUndo ? T("Undone") : T("Cancelled"), Severity.Success);
            await ReloadAsync();
        }
    }

    private string ProgressOf(ImportResponse import)
    {
        if (steps.GetValueOrDefault(import.Import) is { } step)
        {
            var stage = T($"Stage{step.Stage}");
            return step.Expected is > 0 and { } expected
                ? T("StepOf", stage, Figures.Count(step.Rows), Figures.Count(expected))
                : T("Step", stage, Figures.Count(step.Rows));
        }
        return import is { StartedAt: { } started, EndedAt: { } ended } ? Figures.Span(ended - started) : "";
    }

    private string AddressOf(string import) => $"/data?domain={Uri.EscapeDataString(Domain)}&import={Uri.EscapeDataString(import)}";
}
