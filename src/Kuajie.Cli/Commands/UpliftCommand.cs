using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Uplift;
using Kuajie.Platform.Campaigns;
using Kuajie.Platform.Texts;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie uplift</c>: whom a treatment moves, learnt from an experiment.</summary>
internal sealed class UpliftCommand : Verb
{
    private static readonly TextSource Texts = UpliftVerbTexts.Source;
    private readonly Option<string?> people = new("--people")
    {
        Required = true,
        Description = Texts.Format("PeopleOption"),
        HelpName = "FILE",
    };
    private readonly Option<string> value = new("--value")
    {
        Required = true,
        Description = Texts.Format("ValueOption"),
        HelpName = "AMOUNT",
    };
    private readonly Option<string> cost = new("--cost")
    {
        Required = true,
        Description = Texts.Format("CostOption"),
        HelpName = "AMOUNT",
    };
    private readonly Option<string> currency = DecisionOptions.Currency();
    private readonly Option<int> seed = new("--seed")
    {
        Description = Texts.Format("SeedOption"),
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };
    private readonly Option<string?> output = new("--out") { Description = Texts.Format("OutOption"), HelpName = "FILE" };

    public override string Name => "uplift";

    public override string Description => Texts.Format("Description");

    public override string Example =>
        "kuajie uplift --people people.csv --value 199 --cost 0.50\nkuajie uplift --people people.csv --value 199 --cost 0.50 --out effects.csv";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[people, value, cost, currency, seed, output])
        {
            command.Options.Add(option);
        }
        seed.AtLeast(0);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var code = context.CurrencyOf(currency);
        var path = context.Value(people)!;
        var table = UpliftTable.Read(TableFile.Read(path));
        var policy = new ProfitPolicy(context.Amount(value, code), context.Amount(cost, code));
        var training = table.Train(path, new UpliftOptions { Seed = (ulong)context.Value(seed) }, policy);
        if (training.Model is { } model)
        {
            context.WriteTable(output, () => table.Effects(model, policy));
        }
        else if (context.Value(output) is { } unwritten)
        {
            context.Note(Texts.Format("NotWritten", unwritten));
        }
        return Task.FromResult(new VerbOutcome(Document(training.Report), console => Print(console, training.Report, code)));
    }

    /// <summary>Sentences in the person's language in place of codes.</summary>
    private static object Document(UpliftReport report) =>
        new
        {
            report.TrainRows,
            report.TestRows,
            report.Contenders,
            report.Chosen,
            report.Everybody,
            report.Effect,
            Reason = report.Reason?.ToString(),
        };

    private static void Print(IAnsiConsole console, UpliftReport report, string currency)
    {
        if (report is { Everybody: { } everybody, Effect: { } effect })
        {
            console.Line(Texts.Format("Rows", PlainLines.Count(report.TrainRows), PlainLines.Count(report.TestRows)));
            console.Line(Texts.Format("Effect", Small(effect.Mean), Small(effect.Low), Small(effect.High)));
            var table = DecisionOptions.Grid(
                3,
                Texts.Format("LearnerColumn"),
                Texts.Format("QiniColumn"),
                Texts.Format("ShareColumn"),
                Texts.Format("ProfitColumn")
            );
            foreach (var contender in report.Contenders)
            {
                var curve = contender.Curve;
                table.Row(
                    NameOf(contender.Learner),
                    $"{Small(curve.Qini)} [{Small(curve.QiniLow)}, {Small(curve.QiniHigh)}]",
                    PlainLines.Percent(contender.Profit.Share),
                    Earned(contender.Profit, currency)
                );
            }
            table.Row(Texts.Format("Everybody"), Small(0), PlainLines.Percent(1), Earned(everybody, currency));
            table.Row(Texts.Format("Nobody"), Small(0), PlainLines.Percent(0), DecisionOptions.Money(0, currency));
            console.Write(table);
        }
        console.Line(report.Reason?.ToString() ?? Texts.Format("Chosen", NameOf(report.Chosen!.Value)));
    }

    private static string NameOf(UpliftLearner learner) => Texts.Format($"Learner{(int)learner}");

    private static string Earned(PolicyProfit profit, string currency) =>
        $"{Amount(profit.Mean, currency)} [{Amount(profit.Low, currency)}, {Amount(profit.High, currency)}]";

    private static string Amount(double minorUnits, string currency) =>
        DecisionOptions.Money((long)Math.Round(minorUnits, MidpointRounding.AwayFromZero), currency);

    private static string Small(double number) => number.ToString("0.0000", CultureInfo.InvariantCulture);
}
