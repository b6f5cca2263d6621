using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign reject</c>: the partner does not agree.</summary>
internal sealed class CampaignRejectCommand : Verb
{
    private readonly CampaignOptions options = new();
    private readonly Option<string?> note = new("--note") { Description = CampaignVerbTexts.Say("NoteOption"), HelpName = "TEXT" };

    public override string Name => "reject";

    public override string Description => CampaignVerbTexts.Say("RejectDescription");

    public override string Example =>
        """kuajie campaign reject --domain sports --name spring --note "Not in the week of the final." """.TrimEnd();

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(note);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "campaign reject", context.Clock);
        var (domain, name) = (options.DomainOf(context, workspace), options.NameOf(context));
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Reject(domain, name, context.Value(note), CampaignOptions.Actor);
        return Task.FromResult(CampaignOptions.Changed(campaign, context.Clock));
    }
}
