using Kuajie.Client.Partners;
using Kuajie.Client.Workspaces;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Kuajie.Server.Web.Pages.Workspaces;

/// <summary>Partnerships, domains, firms, facts of the workspace, one's own password.</summary>
public partial class SettingsPage
{
    private readonly Loaded<IReadOnlyList<PartnershipResponse>> partnerships = new();
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<IReadOnlyList<PartyResponse>> parties = new();
    private readonly Loaded<WorkspaceResponse> workspace = new();

    /// <summary>Whether the password was just changed.</summary>
    [SupplyParameterFromQuery(Name = "password")]
    public string? Changed { get; set; }

    /// <summary>How moments are written.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>Questions and forms.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    private bool IsOfOperator => Session.Person is { PartyId: null };

    private bool IsStaffOfOperator => IsOfOperator && Session.Has(Role.Staff);

    private bool MayBegin => IsOfOperator && Session.Has(Role.Owner | Role.Growth);

    private bool MayEnd => Session.Has(Role.Owner | Role.Growth | Role.Partner | Role.Compliance);

    /// <inheritdoc/>
    protected override Task LoadAsync(CancellationToken cancellation) =>
        Task.WhenAll(
            partnerships.FromAsync(() => Api.Partnerships.ListAsync(cancellation)),
            domains.FromAsync(() => Api.Domains.ListAsync(cancellation)),
            parties.FromAsync(() => Api.Parties.ListAsync(cancellation)),
            IsStaffOfOperator ? workspace.FromAsync(() => Api.Workspace.GetAsync(cancellation)) : Task.CompletedTask
        );

    private string PartyName(string party) => parties.Value?.FirstOrDefault(known => known.Party == party)?.Name ?? party;

    private async Task PutPartnershipAsync(PartnershipResponse? known)
    {
        var parameters = new DialogParameters<PartnershipDialog>
        {
            { dialog => dialog.Domains, domains.Value ?? [] },
            { dialog => dialog.Known, known },
        };
        var title = known is null ? WorkspacesTexts.T("Begin") : WorkspacesTexts.T("ChangeShares");
        await ShowAsync<PartnershipDialog>(title, parameters);
    }

    private async Task EndAsync(PartnershipResponse partnership)
    {
        var names = string.Join(" – ", partnership.Domains);
        if (
            !await Dialogs.AskAsync(WorkspacesTexts.T("EndAsk", names), WorkspacesTexts.T("EndText"), WorkspacesTexts.T("End"))
            || !await DoAsync(cancellation => Api.Partnerships.EndAsync(partnership.Partnership, cancellation))
        )
        {
            return;
        }
        await ReloadAsync();
        Messages.Add(
            WorkspacesTexts.T("Ended", names),
            Severity.Success,
            message =>
            {
                if (MayBegin)
                {
                    message.Action = ConsoleTexts.Say("Undo");
                    message.OnClick = _ => InvokeAsync(() => BeginAgainAsync(partnership));
                }
            }
        );
    }

    private async Task BeginAgainAsync(PartnershipResponse partnership)
    {
        var request = new PartnershipRequest(partnership.Domains, partnership.Shares);
        if (await DoAsync(cancellation => Api.Partnerships.PutAsync(request, cancellation)))
        {
            await ReloadAsync();
        }
    }

    private Task PutPartyAsync(PartyResponse? known) =>
        ShowAsync<PartyDialog>(
            known is null ? WorkspacesTexts.T("AddParty") : WorkspacesTexts.T("Rename"),
            new DialogParameters<PartyDialog> { { dialog => dialog.Known, known } }
        );

    private bool MayChange(DomainResponse domain) =>
        Session.Has(Role.Owner | Role.Data) && (IsOfOperator || Session.Person?.PartyId == domain.Party);

    private Task PutDomainAsync(DomainResponse? known) =>
        ShowAsync<DomainDialog>(
            known is null ? WorkspacesTexts.T("AddDomain") : WorkspacesTexts.T("ChangeZoneNamed", known.Domain),
            new DialogParameters<DomainDialog> { { dialog => dialog.Parties, parties.Value ?? [] }, { dialog => dialog.Known, known } }
        );

    private async Task ShowAsync<T>(string title, DialogParameters<T> parameters)
        where T : IComponent
    {
        var dialog = await Dialogs.ShowAsync<T>(title, parameters);
        if (await dialog.Result is { Canceled: false })
        {
            await ReloadAsync();
        }
    }
}
