using System.CommandLine;
using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign define</c>: defines a campaign from a file.</summary>
internal sealed class CampaignDefineCommand : Verb
{
    private readonly CampaignOptions options = new();
    private readonly Option<string> file = new("--file")
    {
        Description = CampaignVerbTexts.Say("FileOption"),
        HelpName = "FILE",
        Required = true,
    };

    public override string Name => "define";

    public override string Description => CampaignVerbTexts.Say("DefineDescription");

    public override string Example => "kuajie campaign define --domain knowledge --name spring --file spring.json";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(file);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var definition = Read(context.Value(file)!);
        using var workspace = Workspace.Open(context.WorkspaceFolder, "campaign define", context.Clock);
        var shelf = CampaignOptions.Shelf(workspace, context.Clock);
        var campaign = shelf.Define(options.DomainOf(context, workspace), options.NameOf(context), definition, CampaignOptions.Actor);
        return Task.FromResult(CampaignOptions.Changed(campaign, context.Clock));
    }

    private static CampaignDefinition Read(string path)
    {
        try
        {
            return CampaignDefinition.Read(File.ReadAllText(path));
        }
        catch (JsonException unreadable)
        {
            var place = FormattableString.Invariant($"{unreadable.LineNumber + 1}:{unreadable.BytePositionInLine + 1}");
            throw CampaignVerbTexts.Source.Fault(
                "unreadable-definition",
                "Unreadable",
                path,
                isUsage: true,
                inner: unreadable,
                arguments: [unreadable.Path, place]
            );
        }
    }
}
