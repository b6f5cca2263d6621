using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>A part of the page on experiments: about one domain, loaded by itself.</summary>
public abstract class ExperimentPart : PageBase
{
    /// <summary>The domain.</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>How moments are written.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>Questions.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    /// <summary>Whether the person may change anything.</summary>
    protected bool MayChange => MayDefine(Session);

    /// <summary>Whether a person may define, begin and end experiments.</summary>
    internal static bool MayDefine(ConsoleSession session) => session.Has(Role.Owner | Role.Growth | Role.Data);

    /// <summary>Says that something is done.</summary>
    protected void Tell(string text) => Messages.Tell(text);
}
