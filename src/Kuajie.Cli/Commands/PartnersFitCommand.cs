using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Partners;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Partners;
using Kuajie.Server.Partners;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie partners fit</c>: how well partners fit, with the evidence.</summary>
internal sealed class PartnersFitCommand : Verb
{
    private readonly Option<string?> domain = new("--domain") { Description = DecisionTexts.Say("FitDomainOption"), HelpName = "DOMAIN" };
    private readonly Option<string?> with = new("--with") { Description = DecisionTexts.Say("FitWithOption"), HelpName = "DOMAINS" };
    private readonly Option<string?> aggregates = DecisionOptions.File("--aggregates", "AggregatesOption");
    private readonly Option<string?> tags = DecisionOptions.File("--tags", "TagsOption");
    private readonly Option<string?> prices = DecisionOptions.File("--prices", "PricesOption");
    private readonly Option<string?> weights = new("--weights") { Description = DecisionTexts.Say("WeightsOption"), HelpName = "PART=N,…" };
    private readonly Option<string> currency = DecisionOptions.Currency();
    private readonly Option<string?> output = DecisionOptions.Out();

    public override string Name => "fit";

    public override string Description => DecisionTexts.Say("FitDescription");

    public override string Example =>
        "kuajie partners fit --domain knowledge\nkuajie partners fit --aggregates samples/marathon/aggregates.csv --tags samples/marathon/tags.csv --out fit.csv";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[domain, with, aggregates, tags, prices, weights, currency, output])
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var tables = new AggregateTables(context.Table(aggregates), context.Table(tags), context.Table(prices));
        var fits = PartnerFitWork.Rank(
            context.Value(domain),
            context.Value(domain) is { } own ? Known(context, own) : [],
            tables,
            context.CurrencyOf(currency),
            FitWeightText.Read(context.Value(weights))
        );
        context.WriteTable(output, () => PartnerTables.Of(fits));
        return Task.FromResult(new VerbOutcome(ChoicesOnTheWire.Of(fits), console => Print(console, fits)));
    }

    private List<PartnerAggregates> Known(VerbContext context, string own)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "partners fit", context.Clock);
        workspace.Partners.ThrowIfUnknown(own);
        var named = context.Value(with)?.Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var other in named ?? [])
        {
            workspace.Partners.ThrowIfUnknown(other);
            PartyRules.ThrowIfOneDomain(own, other);
        }
        var bridges = new TasteBridges(workspace.Events, workspace.Links, context.Clock);
        var evidence = new PartnerEvidence(workspace.Events, workspace.Links, workspace.Users, bridges);
        var others = named ?? workspace.Partners.Domains().Select(each => each.Name).Where(each => each != own);
        var known = new List<PartnerAggregates>();
        foreach (var other in others)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            known.Add(evidence.Of(own, other, BridgeDiscretion.Owner));
        }
        return known;
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<PartnerFit> fits)
    {
        var table = DecisionOptions.Grid(
            2,
            DecisionTexts.Say("PartnerColumn"),
            DecisionTexts.Say("ScoreColumn"),
            DecisionTexts.Say("IntervalColumn")
        );
        foreach (var fit in fits)
        {
            table.Row(fit.Partner, DecisionOptions.Number(fit.Score), Interval(fit.Low, fit.High));
        }
        console.Write(table);
        foreach (var fit in fits)
        {
            console.Line(fit.Partner);
            var parts = DecisionOptions.Grid(
                3,
                DecisionTexts.Say("PartColumn"),
                DecisionTexts.Say("ValueColumn"),
                DecisionTexts.Say("IntervalColumn"),
                DecisionTexts.Say("WeightColumn"),
                DecisionTexts.Say("EvidenceColumn")
            );
            foreach (var part in fit.Parts)
            {
                parts.Row(
                    DecisionTexts.Say($"Part{part.Name}"),
                    DecisionOptions.Number(part.Value),
                    Interval(part.Low, part.High),
                    PlainLines.Percent(part.Weight),
                    part.Evidence.ToString()
                );
            }
            console.Write(parts);
        }
    }

    private static string Interval(double low, double high) => string.Create(CultureInfo.InvariantCulture, $"{low:0.00}–{high:0.00}");
}
