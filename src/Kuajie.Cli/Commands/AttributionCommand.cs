using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Attribution;
using Kuajie.Platform.Campaigns;
using Kuajie.Platform.Texts;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie attribution</c>: which channels conversions are credited to, by every method side by side.</summary>
internal sealed class AttributionCommand : Verb
{
    private static readonly TextSource Texts = AttributionVerbTexts.Source;
    private readonly Option<string?> paths = new("--paths")
    {
        Required = true,
        Description = Texts.Format("PathsOption"),
        HelpName = "FILE",
    };
    private readonly Option<string?> holdouts = new("--holdouts") { Description = Texts.Format("HoldoutsOption"), HelpName = "FILE" };
    private readonly Option<int> seed = new("--seed")
    {
        Description = Texts.Format("SeedOption"),
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };
    private readonly Option<string?> output = new("--out") { Description = Texts.Format("OutOption"), HelpName = "FILE" };

    public override string Name => "attribution";

    public override string Description => Texts.Format("Description");

    public override string Example =>
        "kuajie attribution --paths paths.csv\nkuajie attribution --paths paths.csv --holdouts holdouts.csv --out credits.csv";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[paths, holdouts, seed, output])
        {
            command.Options.Add(option);
        }
        seed.AtLeast(0);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var path = context.Value(paths)!;
        var report = AttributionTables.Attribute(
            path,
            AttributionTables.Paths(TableFile.Read(path)),
            context.Value(holdouts) is { } kept ? AttributionTables.Holdouts(TableFile.Read(kept)) : null,
            new AttributionOptions { Seed = (ulong)context.Value(seed) }
        );
        context.WriteTable(output, () => AttributionTables.Credits(report));
        return Task.FromResult(new VerbOutcome(Document(report), console => Print(console, report)));
    }

    private static object Document(AttributionReport report) =>
        new
        {
            report.People,
            report.Conversions,
            methods = report.Results.Select(result => new
            {
                method = AttributionTables.NameOf(result.Method),
                result.Credits,
                result.Uncredited,
                reason = result.Reason?.ToString(),
            }),
        };

    private static void Print(IAnsiConsole console, AttributionReport report)
    {
        console.Line(
            Texts.Format(
                "Paths",
                PlainLines.Count(report.Conversions),
                PlainLines.Count(report.People),
                PlainLines.Count(report.Channels.Count)
            )
        );
        var table = DecisionOptions.Grid(
            report.Results.Count,
            [Texts.Format("ChannelColumn"), .. report.Results.Select(result => Texts.Format($"Method{(int)result.Method}"))]
        );
        foreach (var (place, channel) in report.Channels.Index())
        {
            table.Row([channel, .. report.Results.Select(result => Told(result.Credits[place]))]);
        }
        table.Row([Texts.Format("Uncredited"), .. report.Results.Select(result => Number(result.Uncredited))]);
        console.Write(table);
        foreach (var reason in report.Results.Select(result => result.Reason?.ToString()).OfType<string>().Distinct())
        {
            console.Line(reason);
        }
    }

    private static string Told(ChannelCredit credit) =>
        credit is { Low: { } low, High: { } high } ? $"{Number(credit.Credit)} [{Number(low)}, {Number(high)}]" : Number(credit.Credit);

    private static string Number(double? number) => number?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";
}
