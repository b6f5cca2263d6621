using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign kill</c>: the kill switch of one campaign, or of all with a partner.</summary>
internal sealed class CampaignKillCommand : Verb
{
    private readonly CampaignOptions options = new();
    private readonly Option<string?> name = new("--name") { Description = CampaignVerbTexts.Say("KilledOption"), HelpName = "NAME" };
    private readonly Option<string?> partner = new("--partner") { Description = CampaignVerbTexts.Say("PartnerOption"), HelpName = "NAME" };
    private readonly Option<bool> on = new("--on") { Description = CampaignVerbTexts.Say("OnOption") };

    public override string Name => "kill";

    public override string Description => CampaignVerbTexts.Say("KillDescription");

    public override string Example =>
        "kuajie campaign kill --domain sports --name spring\n"
        + "kuajie campaign kill --domain sports --partner knowledge\n"
        + "kuajie campaign kill --domain sports --partner knowledge --on";

    public override void Configure(Command command)
    {
        options.AddTo(command, withName: false);
        command.Options.Add(name);
        command.Options.Add(partner);
        command.Options.Add(on);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var (killed, other, isOn) = (context.Value(name), context.Value(partner), context.Value(on));
        if ((killed is null) == (other is null) || (isOn && other is null))
        {
            throw CampaignVerbTexts.Source.Fault("name-or-partner", "NameOrPartner", "--name, --partner", isUsage: true);
        }
        using var workspace = Workspace.Open(context.WorkspaceFolder, "campaign kill", context.Clock);
        var shelf = CampaignOptions.Shelf(workspace, context.Clock);
        var domain = options.DomainOf(context, workspace);
        if (killed is not null)
        {
            return Task.FromResult(CampaignOptions.Changed(shelf.Kill(domain, killed, CampaignOptions.Actor), context.Clock));
        }
        var change = shelf.Switch(domain, other!, isOff: !isOn);
        return Task.FromResult(
            new VerbOutcome(
                change,
                console => console.Line(CampaignVerbTexts.Say(change.IsOff ? "SwitchedOff" : "SwitchedOn", change.Domain, change.Partner))
            )
        );
    }
}
