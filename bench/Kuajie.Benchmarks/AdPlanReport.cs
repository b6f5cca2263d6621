using System.Diagnostics;
using System.Text;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Allocation;

namespace Kuajie.Benchmarks;

/// <summary>Times the plan of 1,000 placements on each of 28 days and writes bench/results/ad-plan.md.</summary>
internal static class AdPlanReport
{
    private const int Placements = 1000;
    private const int Days = 28;
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly (string Name, double Lowest, double Width, int FeeEvery)[] Cases =
    [
        ("Hill, shape 1 (closed form)", 1.0, 0.0, 0),
        ("Hill, shapes 0.7 … 1", 0.7, 0.3, 0),
        ("Hill, shapes 0.7 … 2.2 (many S-shaped), every tenth for a fee", 0.7, 1.5, 10),
    ];

    /// <summary>Writes the report to a file; some minutes at most.</summary>
    public static void Run(string file)
    {
        var text = new StringBuilder();
        Line(text, $"# Ad plans");
        Line(text, $"");
        Line(text, $"`dotnet run -c Release --project bench/Kuajie.Benchmarks -- ad-plan bench/results/ad-plan.md`");
        Line(
            text,
            $"{Environment.ProcessorCount} processors, one thread used; {Placements:N0} placements × {Days} days = {Placements * Days:N0} decisions, a budget of 10 % of all inventory, 28 day budgets. Baseline: a tenth of every inventory (less on days with smaller budgets), a tenth of the slots for a fee. One warm-up, then the median of three; on a machine busy with other work the processor seconds tell more."
        );
        Line(text, $"");
        Line(text, $"| curves | seconds | processor seconds | gap proven | parts | effect against baseline |");
        Line(text, $"|---|---|---|---|---|---|");
        foreach (var (name, lowest, width, feeEvery) in Cases)
        {
            var problem = Problem(lowest, width, feeEvery);
            var (answer, seconds, processor) = Timed(() => new AdPlanOptimizer(problem).Maximize());
            var plan = answer.Plan!;
            Line(
                text,
                $"| {name} | {seconds:0.00} | {processor:0.00} | {100 * plan.Gap:0.00000} % | {plan.Parts} | × {plan.Effect / Spread(problem):0.000} |"
            );
        }
        AddLeastCost(text);
        File.WriteAllText(file, text.ToString());
    }

    private static void AddLeastCost(StringBuilder text)
    {
        Line(text, $"");
        Line(text, $"## Least cost for an effect");
        Line(text, $"");
        Line(
            text,
            $"The same placements and budgets; wanted is a share of the most effect. The gap is that of the cost over the proven lower bound. One warm-up, then the median of three."
        );
        Line(text, $"");
        Line(text, $"| curves | wanted | seconds | processor seconds | cost, share of the budget | gap proven |");
        Line(text, $"|---|---|---|---|---|---|");
        foreach (var (name, lowest, width, feeEvery) in Cases)
        {
            var problem = Problem(lowest, width, feeEvery);
            var most = new AdPlanOptimizer(problem).Maximize().Plan!.Effect;
            foreach (var share in (double[])[0.5, 0.8, 0.95])
            {
                var (answer, seconds, processor) = Timed(() => new AdPlanOptimizer(problem).MinimizeCost(share * most));
                var cost = answer.Plan!.CostMinorUnits;
                Line(
                    text,
                    $"| {name} | {100 * share:0} % | {seconds:0.00} | {processor:0.00} | {100.0 * cost / problem.BudgetMinorUnits:0.0} % | {100.0 * (cost - answer.LowerCostBoundMinorUnits!.Value) / cost:0.00000} % |"
                );
            }
        }
    }

    private static (AdPlanAnswer Answer, double Seconds, double Processor) Timed(Func<AdPlanAnswer> solve)
    {
        var answer = solve();
        var seconds = new double[3];
        var processor = new double[3];
        for (var run = 0; run < seconds.Length; run++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            answer = solve();
            seconds[run] = watch.Elapsed.TotalSeconds;
            processor[run] = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }
        return (answer, seconds.Order().ElementAt(1), processor.Order().ElementAt(1));
    }

    private static double Spread(AdPlanProblem problem) =>
        problem.Placements.Sum(each =>
            each.Cost.Fee > 0
                ? 0.1 * each.Curve.Effect(each.Inventory)
                : each.Curve.Effect(
                    each.Inventory * Math.Min(0.1, 0.1 * problem.DayBudgetsMinorUnits[each.Day] * Days / problem.BudgetMinorUnits)
                )
        );

    private static AdPlanProblem Problem(double lowestShape, double shapeWidth, int feeEvery)
    {
        var random = new SplittableRandom(5);
        var all = new List<Placement>();
        for (var index = 0; index < Placements * Days; index++)
        {
            var inventory = 1000 + random.NextInteger(20_000);
            var shape = lowestShape + (shapeWidth * random.NextDouble());
            var curve = new HillCurve(5 + (50 * random.NextDouble()), inventory * (0.2 + random.NextDouble()), shape);
            var cost =
                feeEvery > 0 && index % feeEvery == 0
                    ? CostModel.Fixed(2000, "CNY")
                    : CostModel.PerThousand(500 + random.NextInteger(3000), "CNY");
            all.Add(
                new Placement(
                    $"{index}",
                    "home",
                    Monday.AddDays(index / Placements),
                    new TimeOnly(8, 0),
                    new TimeOnly(12, 0),
                    "banner",
                    curve,
                    cost
                )
                {
                    Inventory = inventory,
                }
            );
        }
        var budget = (long)(0.1 * all.Sum(each => each.Cost.Fee + (each.Cost.PerExposure * each.Inventory)));
        return new AdPlanProblem(all, "CNY", budget)
        {
            DayBudgetsMinorUnits = Enumerable
                .Range(0, Days)
                .ToDictionary(Monday.AddDays, day => (long)(budget / Days * (0.8 + (0.1 * (day % 7))))),
        };
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}
