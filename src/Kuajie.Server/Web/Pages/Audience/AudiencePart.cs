using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;

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
    protected void Tell(string text, Func<Task>? undo = null) => Messages.Tell(text, undo is null ? null : () => InvokeAsync(undo));
}
