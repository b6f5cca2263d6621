using Kuajie.Client.Catalog;
using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using MudBlazor;

namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>What staff do to items: add, change and delete, each of which can be undone from the message that tells of it.</summary>
internal sealed class ItemActions(ConsoleSession session, IDialogService dialogs, ISnackbar messages)
{
    private const Role Writers = Role.Owner | Role.Growth | Role.Data;
    private static readonly DialogOptions Wide = new()
    {
        MaxWidth = MaxWidth.Medium,
        FullWidth = true,
        CloseOnEscapeKey = true,
    };

    /// <summary>Whether the person may change the items of a domain.</summary>
    public static bool MayWrite(ConsoleSession session, DomainResponse domain)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(domain);
        return session.Has(Writers) && (session.Person?.PartyId is null || session.Person.PartyId == domain.Party);
    }

    /// <summary>Asks for an item's fields and stores them.</summary>
    /// <param name="domain">Whose item.</param>
    /// <param name="item">The item to change, or null for a new one.</param>
    /// <param name="changed">Called where it is undone.</param>
    /// <returns>Whether something was stored.</returns>
    public async Task<bool> EditAsync(string domain, ItemResponse? item, Func<Task> changed)
    {
        var parameters = new DialogParameters<ItemDialog>
        {
            { dialog => dialog.Domain, domain },
            { dialog => dialog.Item, item },
            { dialog => dialog.Session, session },
        };
        var title = item is null ? CatalogTexts.T("AddItem") : CatalogTexts.T("EditItem");
        var reference = await dialogs.ShowAsync<ItemDialog>(title, parameters, Wide);
        if (await reference.Result is not { Canceled: false, Data: string stored })
        {
            return false;
        }
        Tell(
            CatalogTexts.T(item is null ? "Added" : "Changed", stored),
            () =>
                item is null
                    ? session.Api.Items.RemoveAsync(domain, stored)
                    : session.Api.Items.PutAsync(domain, [ItemForm.ToRequest(item)]),
            changed
        );
        return true;
    }

    /// <summary>Deletes an item once the person has said so.</summary>
    /// <param name="item">The item.</param>
    /// <param name="changed">Called where it is undone.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether it is gone.</returns>
    public async Task<bool> DeleteAsync(ItemResponse item, Func<Task> changed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        var name = item.Title ?? item.Item;
        var said = await dialogs.ShowMessageBoxAsync(
            CatalogTexts.T("DeleteItem"),
            CatalogTexts.T("DeleteAsk", name),
            yesText: ConsoleTexts.Say("Delete"),
            cancelText: ConsoleTexts.Say("Cancel")
        );
        if (said != true)
        {
            return false;
        }
        await session.Api.Items.RemoveAsync(item.Domain, item.Item, cancellation);
        Tell(
            CatalogTexts.T("Deleted", name),
            () => session.Api.Items.PutAsync(item.Domain, [ItemForm.ToRequest(item)], CancellationToken.None),
            changed
        );
        return true;
    }

    private void Tell(string text, Func<Task> undo, Func<Task> changed) => messages.Tell(text, () => UndoAsync(undo, changed));

    private async Task UndoAsync(Func<Task> undo, Func<Task> changed)
    {
        try
        {
            await undo();
            messages.Add(CatalogTexts.T("Undone"), Severity.Info);
            await changed();
        }
        catch (Exception refused) when (Failure.Of(refused) is { } told)
        {
            messages.Add($"{told.Found} {told.Cure}", Severity.Error);
        }
    }
}
