using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>A part of a page about models that can change something: it asks, does, tells and offers to undo.</summary>
public abstract class ModelPart : ComponentBase
{
    /// <summary>The domain whose items are recommended.</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>Whether the person may change anything.</summary>
    [Parameter]
    public bool MayChange { get; set; }

    /// <summary>Told after a change.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>How moments are written.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>The API.</summary>
    [Inject]
    public required ConsoleSession Session { get; set; }

    /// <summary>Questions.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    /// <summary>Messages.</summary>
    [Inject]
    public required ISnackbar Messages { get; set; }

    /// <summary>The page of a version.</summary>
    internal static string VersionAddress(string domain, string version) =>
        $"models/version?domain={Uri.EscapeDataString(domain)}&version={Uri.EscapeDataString(version)}";

    /// <summary>Does something; a refusal is told.</summary>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> DoAsync(Func<CancellationToken, Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        try
        {
            await action(CancellationToken.None);
            await Changed.InvokeAsync();
            return true;
        }
        catch (Exception failure) when (Failure.Of(failure) is { } told)
        {
            Messages.Add($"{told.Found} {told.Cure}", Severity.Error, message => message.RequireInteraction = true);
            return false;
        }
    }

    /// <summary>Says that something is done, with a way back where there is one.</summary>
    protected void Tell(string text, Func<Task>? undo = null) => Messages.Tell(text, undo is null ? null : () => InvokeAsync(undo));
}
