using Kuajie.Client.Access;
using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Kuajie.Server.Web.Pages.Access;

/// <summary>Who has access, and what they may do.</summary>
public partial class PeoplePage
{
    private const string Owner = "owner";
    private readonly Loaded<IReadOnlyList<PersonResponse>> people = new();
    private readonly Loaded<IReadOnlyList<PartyResponse>> parties = new();

    /// <summary>How moments are written.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>Questions and forms.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    private bool MayChange => Session.Has(Role.Owner);

    /// <inheritdoc/>
    protected override Task LoadAsync(CancellationToken cancellation) =>
        Task.WhenAll(
            people.FromAsync(() => Api.People.ListAsync(cancellation)),
            parties.FromAsync(() => Api.Parties.ListAsync(cancellation))
        );

    private bool IsLastOwner(PersonResponse person) =>
        people.Value!.Where(other => other is { IsActive: true, Party: null } && other.Roles.Contains(Owner)).ToArray() is [var last]
        && last.Person == person.Person;

    private async Task InviteAsync()
    {
        var parameters = new DialogParameters<PersonDialog>
        {
            { dialog => dialog.Parties, parties.Value ?? [] },
            { dialog => dialog.Address, new Uri(Navigation.BaseUri) },
        };
        var dialog = await Dialogs.ShowAsync<PersonDialog>(AccessTexts.T("Invite"), parameters);
        await dialog.Result;
        await ReloadAsync();
    }

    private async Task ChangeRolesAsync(PersonResponse person)
    {
        var parameters = new DialogParameters<PersonDialog> { { dialog => dialog.Known, person } };
        var dialog = await Dialogs.ShowAsync<PersonDialog>(AccessTexts.T("RolesOf", person.Name), parameters);
        if (await dialog.Result is not { Canceled: false })
        {
            return;
        }
        await ReloadAsync();
        Messages.Add(
            AccessTexts.T("RolesChanged", person.Name),
            Severity.Success,
            message =>
            {
                message.Action = ConsoleTexts.Say("Undo");
                message.OnClick = _ => InvokeAsync(() => GiveBackAsync(person));
            }
        );
    }

    private async Task GiveBackAsync(PersonResponse person)
    {
        if (await DoAsync(cancellation => Api.People.ChangeRolesAsync(person.Person, new RolesRequest(person.Roles), cancellation)))
        {
            await ReloadAsync();
        }
    }

    private async Task RemoveAsync(PersonResponse person)
    {
        if (
            await Dialogs.AskAsync(AccessTexts.T("RemoveAsk", person.Name), AccessTexts.T("RemoveText"), AccessTexts.T("Remove"))
            && await DoAsync(cancellation => Api.People.RemoveAsync(person.Person, cancellation))
        )
        {
            Messages.Add(AccessTexts.T("Removed", person.Name), Severity.Success);
            await ReloadAsync();
        }
    }
}
