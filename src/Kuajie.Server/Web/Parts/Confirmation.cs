using MudBlazor;

namespace Kuajie.Server.Web.Parts;

/// <summary>Asks before something is taken away.</summary>
internal static class Confirmation
{
    /// <summary>Whether the person wants it.</summary>
    /// <param name="dialogs">Shows the question.</param>
    /// <param name="title">What is to be done, as a question.</param>
    /// <param name="text">What it brings about.</param>
    /// <param name="action">The word on the button that does it.</param>
    public static async Task<bool> AskAsync(this IDialogService dialogs, string title, string text, string action) =>
        await dialogs.ShowMessageBoxAsync(title, text, action, cancelText: ConsoleTexts.Say("Cancel")) == true;
}
