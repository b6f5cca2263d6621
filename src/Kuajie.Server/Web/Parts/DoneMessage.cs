using MudBlazor;

namespace Kuajie.Server.Web.Parts;

/// <summary>Says that something is done.</summary>
internal static class DoneMessage
{
    /// <summary>Long enough to read it and to think again.</summary>
    private const int UndoMilliseconds = 15_000;

    /// <summary>Shows it at the edge of the page, with a way back where there is one.</summary>
    public static void Tell(this ISnackbar messages, string text, Func<Task>? undo = null) =>
        messages.Add(
            text,
            Severity.Success,
            message =>
            {
                if (undo is not null)
                {
                    message.Action = ConsoleTexts.Say("Undo");
                    message.OnClick = _ => undo();
                    message.VisibleStateDuration = UndoMilliseconds;
                }
            }
        );
}
