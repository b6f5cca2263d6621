using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Allocation;
using Kuajie.Platform.Campaigns;
using Kuajie.Server.Campaigns;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie plan solve</c>: the most effect for a budget, or the least cost for an effect.</summary>
internal sealed class PlanSolveCommand : Verb
{
    private readonly PlanOptions inputs = new();
    private readonly Option<double?> effect = new("--effect") { Description = DecisionTexts.Say("EffectOption"), HelpName = "N" };
    private readonly Option<int> shown = new("--show")
    {
        Description = DecisionTexts.Say("ShowOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 40,
    };
    private readonly Option<string?> output = DecisionOptions.Out();

    public override string Name => "solve";

    public override string Description => DecisionTexts.Say("SolveDescription");

    public override string Example =>
        "kuajie plan solve --placements samples/marathon/placements.csv --observations samples/marathon/observations.csv --budget 60000 --out plan.csv\n"
        + "kuajie plan solve --placements samples/marathon/placements.csv --curves curves.csv --inventory inventory.csv --budget 60000 --robust";

    public override void Configure(Command command)
    {
        inputs.AddTo(command);
        command.Options.Add(effect);
        command.Options.Add(shown);
        command.Options.Add(output);
        shown.AtLeast(0);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var read = inputs.Of(context);
        var answer = PlanWork.Solve(read, context.Value(effect), context.Cancellation);
        if (answer.Plan is { } plan)
        {
            context.WriteTable(output, () => PlanWork.ToTable(read, plan));
        }
        var most = context.Value(shown);
        return Task.FromResult(
            new VerbOutcome(PlansOnTheWire.Of(read, answer), console => Print(console, read, answer, most), answer.Plan is null ? 1 : 0)
        );
    }

    private static void Print(IAnsiConsole console, PlanInputs read, AdPlanAnswer answer, int most)
    {
        console.Lines(DecisionTexts.Say("LeftOutHeading"), read.LeftOut.Select(each => $"{each.Name}: {each.Why}"));
        console.Lines(DecisionTexts.Say("ConflictHeading"), answer.Conflict.Select(limit => limit.ToString()));
        if (answer.Plan is not { } plan)
        {
            return;
        }
        var code = read.Problem.Currency;
        console.Line(
            DecisionTexts.Say(
                "PlanSummary",
                DecisionOptions.Number(plan.Effect),
                DecisionOptions.Money(plan.CostMinorUnits, code),
                DecisionOptions.Number(plan.UpperBound),
                plan.Gap.ToString("0.0000 %", CultureInfo.InvariantCulture)
            )
        );
        if (answer.LowerCostBoundMinorUnits is { } least)
        {
            console.Line(DecisionTexts.Say("LeastCost", DecisionOptions.Money(least, code)));
        }
        console.Lines(DecisionTexts.Say("RemarksHeading"), plan.Remarks.Select(remark => remark.ToString()));
        console.Write(Placements(read, plan, most));
        if (plan.Decisions.Count > most)
        {
            console.Line(DecisionTexts.Say("More", plan.Decisions.Count - most));
        }
    }

    private static Table Placements(PlanInputs read, AdPlan plan, int most)
    {
        var table = DecisionOptions.Grid(
            3,
            DecisionTexts.Say("PlacementColumn"),
            DecisionTexts.Say("ExposuresColumn"),
            DecisionTexts.Say("EffectColumn"),
            DecisionTexts.Say("CostColumn"),
            DecisionTexts.Say("WhyColumn")
        );
        foreach (var decision in plan.Decisions.OrderByDescending(each => each.Effect).Take(most))
        {
            table.Row(
                decision.Name,
                PlainLines.Count(decision.Exposures),
                DecisionOptions.Number(decision.Effect),
                DecisionOptions.Money((long)Math.Ceiling(decision.ExpectedCostMinorUnits - 1e-6), read.Problem.Currency),
                $"{decision.Why} {decision.Change}"
            );
        }
        return table;
    }
}
