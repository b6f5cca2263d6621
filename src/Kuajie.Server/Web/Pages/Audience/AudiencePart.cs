using Kuajie.Platform.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>A part of the page on audiences: about one domain, loaded by itself.</summary>
public abstract class AudiencePart : PageBase
{
    /// <summary>The domain.</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>How moments are written.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>Whether the person may see users and so every count.</summary>
    protected bool MaySeeUsers => Session.Has(Role.Owner | Role.Data | Role.Compliance);

    /// <summary>Whether the person may define segments.</summary>
    protected bool MayDefine => Session.Has(Role.Owner | Role.Growth | Role.Data);

    /// <summary>Says that something is done, with a way back where there is one.</summary>
    protected void Tell(string text, Func<Task>? undo = null) =>
        Messages.Add(
            text,
            Severity.Success,
            message =>
            {
                if (undo is not null)
                {
                    message.Action = ConsoleTexts.Say("Undo");
                    message.OnClick = _ => InvokeAsync(undo);
                    message.VisibleStateDuration = 15_000;
                }
            }
        );
}
