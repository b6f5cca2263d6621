using System.CommandLine;
using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Amounts;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Faults;
using Kuajie.Server;
using Kuajie.Server.Campaigns;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign outcome</c>: what a campaign caused.</summary>
internal sealed class CampaignOutcomeCommand : Verb
{
    private static readonly string[] Formats = [".html", ".csv", ".json"];
    private readonly CampaignOptions options = new();
    private readonly Option<string?> output = new("--out") { Description = CampaignVerbTexts.Say("OutcomeOutOption"), HelpName = "FILE" };

    public override string Name => "outcome";

    public override string Description => CampaignVerbTexts.Say("OutcomeDescription");

    public override string Example =>
        "kuajie campaign outcome --domain knowledge --name spring\nkuajie campaign outcome --domain sports --name spring --out spring.html";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(output);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var file = context.Value(output);
        if (file is not null && !Formats.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
        {
            throw CampaignVerbTexts.Source.Fault("unknown-format", "OutcomeFormat", "--out", isUsage: true, arguments: [file]);
        }
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "campaign outcome", context.Clock);
        var shelf = CampaignOptions.Shelf(workspace, context.Clock);
        var domain = options.DomainOf(context, workspace);
        var campaign = shelf.Find(domain, options.NameOf(context));
        var delivery = CampaignDelivery.OnRecord(campaign, workspace.Decisions, context.Clock.GetUtcNow());
        var reader = new OutcomeReader(workspace.Impressions, workspace.Events, workspace.Links, workspace.Catalog, context.Clock);
        var outcome = reader.Read(campaign, delivery, context.Cancellation);
        if (file is not null)
        {
            OutputFile.WriteText(file, Text(Path.GetExtension(file), outcome, domain, context.Clock));
        }
        return Task.FromResult(new VerbOutcome(Document(outcome), console => Print(console, outcome)));
    }

    /// <summary>Files travel: they hold what the domain may know, as over the network.</summary>
    private static string Text(string extension, CampaignOutcome outcome, string domain, TimeProvider clock)
    {
        var isHost = string.Equals(outcome.Definition.HostOf(outcome.Campaign.Owner), domain, StringComparison.Ordinal);
        var report = OutcomeReport.Of(outcome, domain, isHost ? 1 : new ServerSettings().FewestPeople, clock.GetUtcNow());
        return extension.ToUpperInvariant() switch
        {
            ".HTML" => report.ToHtml(),
            ".CSV" => OutcomeCsv.Of(report),
            _ => JsonSerializer.Serialize(report.Outcome, KuajieCommand.Json) + Environment.NewLine,
        };
    }

    private static object Document(CampaignOutcome outcome) =>
        new
        {
            campaign = outcome.Campaign.Name,
            from = outcome.From,
            until = outcome.Until,
            over = outcome.IsOver,
            currency = outcome.Definition.Currency,
            reached = outcome.Reached,
            heldOut = outcome.HeldOut,
            spentMinorUnits = outcome.Delivery.SpentMinorUnits,
            notes = outcome.Notes,
            salesMinorUnits = outcome.Sales,
            @return = outcome.Return,
            measures = outcome
                .Measures.Select(each => new
                {
                    measure = $"{each.Kind}",
                    side = $"{each.Side}",
                    name = each.Report.Question.Metric,
                    verdict = $"{each.Report.Verdict.Kind}",
                    sentence = $"{each.Report.Verdict.Sentence}",
                    effect = each.Report.Question.Reading.Absolute,
                    lift = each.Report.Question.Reading.Relative,
                    total = each.Total,
                })
                .ToArray(),
        };

    private static void Print(IAnsiConsole console, CampaignOutcome outcome)
    {
        console.Line(
            CampaignVerbTexts.Say(
                "OutcomeReached",
                outcome.Campaign.Name,
                PlainLines.Count(outcome.Reached),
                PlainLines.Count(outcome.HeldOut),
                new Amount(outcome.Delivery.SpentMinorUnits, outcome.Definition.Currency)
            )
        );
        foreach (var note in outcome.Notes)
        {
            console.Line(note);
        }
        foreach (var measure in outcome.Measures)
        {
            console.Line($"- {measure.Report.Verdict.Sentence}");
        }
        if (outcome.Sales is { } sales)
        {
            console.Line(CampaignVerbTexts.Say("OutcomeSales", Money(sales.Value), Money(sales.Low), Money(sales.High)));
        }
        if (outcome.Return is { } back)
        {
            console.Line(CampaignVerbTexts.Say("OutcomeReturn", Share(back.Value), Share(back.Low), Share(back.High)));
        }

        Amount Money(double minorUnits) => new(Math.Round(minorUnits), outcome.Definition.Currency);
    }

    private static string Share(double share) => share.ToString("P0", System.Globalization.CultureInfo.InvariantCulture);
}
