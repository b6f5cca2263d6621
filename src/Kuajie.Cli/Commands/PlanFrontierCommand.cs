using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Allocation;
using Kuajie.Platform.Campaigns;
using Kuajie.Server.Campaigns;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie plan frontier</c>: the most effect for rising budgets.</summary>
internal sealed class PlanFrontierCommand : Verb
{
    private readonly PlanOptions inputs = new();
    private readonly Option<int> points = new("--points")
    {
        Description = DecisionTexts.Say("PointsOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };
    private readonly Option<string?> output = DecisionOptions.Out();

    public override string Name => "frontier";

    public override string Description => DecisionTexts.Say("FrontierDescription");

    public override string Example =>
        "kuajie plan frontier --placements samples/marathon/placements.csv --observations samples/marathon/observations.csv --budget 60000 --points 10";

    public override void Configure(Command command)
    {
        inputs.AddTo(command);
        command.Options.Add(points);
        command.Options.Add(output);
        points.AtLeast(2);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var read = inputs.Of(context);
        var answer = PlanWork.Solve(read, null, context.Cancellation);
        var frontier = PlanWork.Frontier(read, context.Value(points), context.Cancellation);
        context.WriteTable(output, () => PlanWork.ToTable(read, frontier));
        return Task.FromResult(
            new VerbOutcome(
                PlansOnTheWire.Of(read, frontier, answer),
                console => Print(console, read, frontier, answer),
                frontier.Count > 0 ? 0 : 1
            )
        );
    }

    private static void Print(IAnsiConsole console, PlanInputs read, IReadOnlyList<AdPlan> frontier, AdPlanAnswer answer)
    {
        console.Lines(DecisionTexts.Say("LeftOutHeading"), read.LeftOut.Select(each => $"{each.Name}: {each.Why}"));
        console.Lines(DecisionTexts.Say("ConflictHeading"), answer.Conflict.Select(limit => limit.ToString()));
        if (frontier.Count == 0)
        {
            return;
        }
        var code = read.Problem.Currency;
        var table = DecisionOptions.Grid(
            4,
            DecisionTexts.Say("BudgetColumn"),
            DecisionTexts.Say("CostColumn"),
            DecisionTexts.Say("EffectColumn"),
            DecisionTexts.Say("WorstColumn"),
            DecisionTexts.Say("ReturnColumn")
        );
        foreach (var plan in frontier)
        {
            table.Row(
                DecisionOptions.Money(plan.BudgetMinorUnits, code),
                DecisionOptions.Money(plan.CostMinorUnits, code),
                DecisionOptions.Number(plan.Effect),
                DecisionOptions.Number(plan.WorstEffect),
                plan.BudgetReturn.ToString("0.######", CultureInfo.InvariantCulture)
            );
        }
        console.Write(table);
    }
}
