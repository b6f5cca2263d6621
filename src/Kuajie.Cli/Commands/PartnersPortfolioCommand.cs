using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Partners;
using Kuajie.Server.Partners;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie partners portfolio</c>: which partners to choose, proven, with alternatives and what would change the choice.</summary>
internal sealed class PartnersPortfolioCommand : Verb
{
    private readonly Option<string?> candidates = DecisionOptions.File("--candidates", "CandidatesOption", isRequired: true);
    private readonly Option<string> budget = DecisionOptions.Budget();
    private readonly Option<string> currency = DecisionOptions.Currency();
    private readonly Option<int> leastFields = new("--least-fields")
    {
        Description = DecisionTexts.Say("LeastFieldsOption"),
        HelpName = "N",
    };
    private readonly Option<int?> mostPartners = new("--most-partners")
    {
        Description = DecisionTexts.Say("MostPartnersOption"),
        HelpName = "N",
    };
    private readonly Option<string?> capacity = new("--capacity")
    {
        Description = DecisionTexts.Say("CapacityOption"),
        HelpName = "N,N,N,N",
    };
    private readonly Option<int> choices = new("--choices")
    {
        Description = DecisionTexts.Say("ChoicesOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };
    private readonly Option<string?> output = DecisionOptions.Out();

    public override string Name => "portfolio";

    public override string Description => DecisionTexts.Say("PortfolioDescription");

    public override string Example =>
        "kuajie partners portfolio --candidates samples/marathon/candidates.csv --budget 600000 --least-fields 2 --capacity 4,4,4,4";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[candidates, budget, currency, leastFields, mostPartners, capacity, choices, output])
        {
            command.Options.Add(option);
        }
        leastFields.AtLeast(0);
        choices.AtLeast(1);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var (path, code) = (context.Value(candidates)!, context.CurrencyOf(currency));
        var wish = new PortfolioWish(context.Amount(budget, code), code)
        {
            LeastFields = context.Value(leastFields),
            MostPartners = context.Value(mostPartners),
            QuarterCapacities = Capacities(context.Value(capacity)),
            Choices = context.Value(choices),
        };
        var result = PortfolioWork.Choose(path, CandidateTable.Read(TableFile.Read(path), code), wish, context.Cancellation);
        context.WriteTable(output, () => PartnerTables.Of(result));
        var isPossible = result.Answer.Choices.Count > 0;
        return Task.FromResult(new VerbOutcome(ChoicesOnTheWire.Of(result), console => Print(console, result), isPossible ? 0 : 1));
    }

    private int[] Capacities(string? text)
    {
        var parts = (text ?? "").Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var numbers = parts
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .ToArray();
        return numbers.Length <= 4 && numbers.All(number => number >= 0)
            ? numbers
            : throw VerbFaults.OutOfRange(capacity.Name, text!, "4,4,4,4");
    }

    private static void Print(IAnsiConsole console, PortfolioResult result)
    {
        console.Lines(DecisionTexts.Say("ConflictHeading"), result.Answer.Conflict.Select(limit => limit.ToString()));
        if (result.Answer.Choices.Count == 0)
        {
            return;
        }
        var table = DecisionOptions.Grid(
            2,
            DecisionTexts.Say("ChoiceColumn"),
            DecisionTexts.Say("RevenueColumn"),
            DecisionTexts.Say("CostColumn"),
            DecisionTexts.Say("PartnersColumn")
        );
        for (var place = 0; place < result.Answer.Choices.Count; place++)
        {
            var choice = result.Answer.Choices[place];
            table.Row(
                DecisionTexts.Say(choice.IsProven ? "ChoiceProven" : "ChoiceFound", place + 1),
                DecisionOptions.Money(choice.RevenueMinorUnits, result.Currency),
                DecisionOptions.Money(choice.CostMinorUnits, result.Currency),
                string.Join(
                    ", ",
                    choice.Partners.Select(partner => $"{partner.Name} {PlainLines.Percent(partner.ShareBasisPoints / 10_000.0)}")
                )
            );
        }
        console.Write(table);
        if (result.Budgets is { } range)
        {
            console.Line(
                range.NextMinorUnits is { } next
                    ? DecisionTexts.Say(
                        "BudgetRange",
                        DecisionOptions.Money(range.LowestMinorUnits, result.Currency),
                        DecisionOptions.Money(next, result.Currency)
                    )
                    : DecisionTexts.Say("BudgetRangeOpen", DecisionOptions.Money(range.LowestMinorUnits, result.Currency))
            );
        }
        console.Lines(DecisionTexts.Say("TurnsHeading"), result.Turns.Select(turn => turn.Text.ToString()));
    }
}
