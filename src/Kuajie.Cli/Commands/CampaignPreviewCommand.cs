using System.CommandLine;
using System.Globalization;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Campaigns.Previews;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign preview</c>: what other ways to choose a campaign's creatives would have brought.</summary>
internal sealed class CampaignPreviewCommand : Verb
{
    private readonly CampaignOptions options = new();

    public override string Name => "preview";

    public override string Description => CampaignVerbTexts.Say("PreviewDescription");

    public override string Example => "kuajie campaign preview --domain knowledge --name spring";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "campaign preview", context.Clock);
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Find(options.DomainOf(context, workspace), options.NameOf(context));
        var preview = new CampaignPreviewer(workspace.Decisions, context.Clock).Preview(campaign, context.Cancellation);
        return Task.FromResult(new VerbOutcome(Document(preview), console => Print(console, preview)));
    }

    private static object Document(CampaignPreview preview) =>
        new
        {
            campaign = preview.Campaign.Name,
            goal = $"{preview.Definition.Goal}",
            decisions = preview.Decisions,
            logged = preview.Logged,
            confidence = preview.Confidence,
            shortage = preview.Shortage is { } shortage ? PreviewTexts.Of(shortage) : null,
            policies = preview
                .Policies.Select(policy => new
                {
                    choice = $"{policy.Choice}",
                    creative = policy.Creative,
                    present = policy.IsPresent,
                    kind = $"{policy.Preview.Kind}",
                    selfNormalized = policy.Preview.SelfNormalized,
                    doublyRobust = policy.Preview.DoublyRobust,
                    difference = policy.Preview.Difference,
                    effectiveSampleSize = policy.Preview.EffectiveSampleSize,
                    sentence = $"{policy.Preview.Sentence}",
                })
                .ToArray(),
            notes = PreviewTexts.NotesOf(preview).ToArray(),
        };

    private static void Print(IAnsiConsole console, CampaignPreview preview)
    {
        if (preview.Shortage is { } shortage)
        {
            console.Line(PreviewTexts.Of(shortage));
        }
        else
        {
            console.Line(
                CampaignVerbTexts.Say(
                    $"PreviewHead{preview.Definition.Goal}",
                    PlainLines.Count(preview.Decisions),
                    Share(preview.Logged!.Value)
                )
            );
            var table = DecisionOptions.Grid(
                4,
                CampaignVerbTexts.Say("PolicyColumn"),
                CampaignVerbTexts.Say("SnipsColumn"),
                CampaignVerbTexts.Say("RobustColumn"),
                CampaignVerbTexts.Say("WorthColumn")
            );
            foreach (var policy in preview.Policies)
            {
                table.Row(
                    PreviewTexts.NameOf(preview, policy),
                    Interval(policy.Preview.SelfNormalized),
                    Interval(policy.Preview.DoublyRobust),
                    PlainLines.Count((long)policy.Preview.EffectiveSampleSize)
                );
            }
            console.Write(table);
            foreach (var policy in preview.Policies)
            {
                console.Line($"{PreviewTexts.NameOf(preview, policy)}: {policy.Preview.Sentence}");
            }
        }
        foreach (var note in PreviewTexts.NotesOf(preview))
        {
            console.Line(note);
        }
    }

    private static string Interval(EffectInterval? estimate) =>
        estimate is { } known ? $"{Share(known.Value)} [{Share(known.Low)}, {Share(known.High)}]" : "–";

    private static string Share(double share) => share.ToString("0.00 %", CultureInfo.InvariantCulture);
}
