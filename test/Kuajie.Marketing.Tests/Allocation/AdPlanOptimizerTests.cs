using CsCheck;
using Kuajie.Marketing.Allocation;
using static Kuajie.Marketing.Tests.Allocation.PlacementGenerator;

namespace Kuajie.Marketing.Tests.Allocation;

public sealed class AdPlanOptimizerTests
{
    [Fact]
    public void Maximize_ConcaveCurvesAtOneUnitAnExposure_EqualsBruteForce() =>
        Concaves.Sample(
            problem =>
            {
                var expected = BruteForce(problem);
                var answer = new AdPlanOptimizer(problem).Maximize();

                Assert.Equal(expected is null, answer.Plan is null);
                Assert.Equal(expected is null, answer.Conflict.Count > 0);
                if (answer.Plan is { } plan)
                {
                    Assert.Equal(expected!.Value, plan.Effect, 1e-7);
                    AssertKept(problem, plan);
                }
            },
            iter: 1500,
            threads: 1
        );

    [Fact]
    public void Maximize_AnyCurves_IsNeverWorseThanBruteForceByMoreThanItsStatedGap() =>
        Mixed.Sample(
            problem =>
            {
                var expected = BruteForce(problem);
                var answer = new AdPlanOptimizer(problem).Maximize();
                if (answer.Plan is { } plan)
                {
                    Assert.True(plan.UpperBound >= expected!.Value - 1e-7, $"bound {plan.UpperBound}, brute force {expected}");
                    Assert.True(plan.Effect <= expected.Value + 1e-7);
                    Assert.True(plan.Effect >= expected.Value * 0.9999 - 1e-6, $"{plan.Effect} of {expected}, bound {plan.UpperBound}");
                    AssertKept(problem, plan);
                }
            },
            iter: 1500,
            threads: 1
        );

    [Fact]
    public void Maximize_SixtyMixedPlacements_ProvesASmallGap()
    {
        var problem = Large(60, 1, 0.05);

        var plan = new AdPlanOptimizer(problem).Maximize().Plan!;

        Assert.InRange(plan.Gap, 0, 1e-3);
        AssertKept(problem, plan);
    }

    [Fact]
    public void Maximize_OneMoreMinorUnit_BringsTheShadowPrice()
    {
        var problem = Large(40, 1, 0.05, mixed: false);
        var plan = new AdPlanOptimizer(problem).Maximize().Plan!;

        var more = new AdPlanOptimizer(problem with { BudgetMinorUnits = problem.BudgetMinorUnits + 1000 }).Maximize().Plan!;

        Assert.Equal(plan.BudgetReturn, (more.Effect - plan.Effect) / 1000, 0.02 * plan.BudgetReturn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MinimizeCost_AnyCurves_EqualsBruteForce(bool areConcave) =>
        Gen.Select(areConcave ? Concaves : Mixed, Gen.Double[0.01, 1])
            .Sample(
                (problem, share) =>
                {
                    var wanted = (BruteForce(problem) ?? 1) * share * (1 - 1e-9);
                    var expected = BruteForceCost(problem, wanted);
                    var answer = new AdPlanOptimizer(problem).MinimizeCost(wanted);

                    Assert.Equal(expected is null, answer.Plan is null);
                    if (answer.Plan is { } plan)
                    {
                        Assert.True(plan.Effect >= wanted, $"{plan.Effect} of {wanted}");
                        Assert.Equal(expected!.Value, plan.CostMinorUnits, 1e-6);
                        Assert.InRange(answer.LowerCostBoundMinorUnits!.Value, 0, plan.CostMinorUnits);
                        AssertKept(problem, plan);
                    }
                },
                iter: 1500,
                threads: 1
            );

    [Fact]
    public void MinimizeCost_MoreThanAllThatCanBeHad_IsRefused() =>
        Mixed.Sample(
            problem =>
            {
                if (BruteForce(problem) is { } most)
                {
                    Assert.Null(new AdPlanOptimizer(problem).MinimizeCost((most * 1.0001) + 1e-6).Plan);
                }
            },
            iter: 300,
            threads: 1
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MinimizeCost_TwoThousandPlacements_IsProvenToTheGap(bool isMixed)
    {
        var problem = Large(500, 4, 0.1, isMixed);
        var wanted = 0.7 * new AdPlanOptimizer(problem).Maximize().Plan!.Effect;

        var answer = new AdPlanOptimizer(problem).MinimizeCost(wanted);

        Assert.True(answer.Plan!.Effect >= wanted);
        Assert.InRange(answer.Plan.CostMinorUnits, answer.LowerCostBoundMinorUnits!.Value, answer.LowerCostBoundMinorUnits.Value * 1.0002);
        AssertKept(problem, answer.Plan);
    }

    [Fact]
    public void MinimizeCost_ForTheEffectOfABudget_CostsThatBudget()
    {
        var problem = Large(30, 2, 0.1, mixed: false);
        var most = new AdPlanOptimizer(problem).Maximize().Plan!;

        var answer = new AdPlanOptimizer(problem with { BudgetMinorUnits = problem.BudgetMinorUnits * 3 }).MinimizeCost(most.Effect);

        Assert.True(answer.Plan!.Effect >= most.Effect);
        Assert.InRange(answer.Plan.CostMinorUnits, answer.LowerCostBoundMinorUnits!.Value, most.CostMinorUnits);
        Assert.InRange(answer.LowerCostBoundMinorUnits!.Value, (long)(most.CostMinorUnits * 0.999), most.CostMinorUnits);
    }

    [Fact]
    public void MinimizeCost_ForAnEffectBeyondReach_NamesWhatHoldsItDown()
    {
        var problem = new AdPlanProblem([Placement("A", new HillCurve(10, 10), 10)], "CNY", 5);

        Assert.Equal(["TargetEffect", "LimitBudget"], Codes(new AdPlanOptimizer(problem).MinimizeCost(4.9)));
        Assert.Equal(["TargetEffect", "LimitExposures"], Codes(new AdPlanOptimizer(problem).MinimizeCost(6)));
        var day = problem with
        {
            BudgetMinorUnits = 50,
            DayBudgetsMinorUnits = new Dictionary<DateOnly, long> { [Monday] = 5 },
        };
        Assert.Equal(["TargetEffect", "LimitDayBudgets"], Codes(new AdPlanOptimizer(day).MinimizeCost(4.9)));
    }

    [Fact]
    public void Frontier_OverBudgets_RisesEverMoreSlowly()
    {
        var frontier = new AdPlanOptimizer(Large(30, 2, 0.1, mixed: false)).Frontier(8);

        var steps = frontier.Zip(frontier.Skip(1), (below, above) => above.Effect - below.Effect).ToArray();
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.True(pair.First >= pair.Second - 1e-3));
        Assert.Equal(0, frontier[0].Effect);
        Assert.Equal(0, frontier[^1].BudgetReturn);
    }

    [Fact]
    public void Maximize_WhereTheClosedFormBreaksALimit_KeepsToIt()
    {
        // X = 100, Y = 200, k = 1: the closed form says 150 > X.
        var placement = Placement("A", new HillCurve(50, 100), 1000) with
        {
            OwnLimit = 100,
            PartnerLimit = 200,
        };

        var decision = new AdPlanOptimizer(new AdPlanProblem([placement], "CNY", 100_000)).Maximize().Plan!.Decisions[0];

        Assert.Equal(150, ExposureClosedForm.Exposures(100, 200, 1));
        Assert.False(ExposureClosedForm.HoldsLimits(100, 200, 1));
        Assert.True(ExposureClosedForm.HoldsLimits(100, 200, 2));
        Assert.Equal((100, "Own"), (decision.Exposures, decision.BindingLimit));
    }

    [Fact]
    public void Maximize_Robust_BringsMoreInTheWorstCaseThanTheLikeliestPlan()
    {
        var sure = Placement("Sure", new HillCurve(10, 10), 100);
        var shaky = Placement("Shaky", new HillCurve(14, 10), 100) with { WorstCurve = new HillCurve(2, 10) };
        var problem = new AdPlanProblem([sure, shaky], "CNY", 20);

        var likeliest = new AdPlanOptimizer(problem).Maximize().Plan!;
        var robust = new AdPlanOptimizer(problem with { IsRobust = true }).Maximize().Plan!;

        Assert.True(robust.WorstEffect > likeliest.WorstEffect);
        Assert.True(robust.NominalEffect < likeliest.NominalEffect);
        Assert.Equal(robust.Effect, robust.WorstEffect);
    }

    internal static void AssertKept(AdPlanProblem problem, AdPlan plan)
    {
        Assert.True(plan.CostMinorUnits <= plan.BudgetMinorUnits);
        foreach (var (placement, decision) in problem.Placements.Zip(plan.Decisions))
        {
            var most = Math.Min(placement.Inventory, Math.Min(placement.OwnLimit, placement.PartnerLimit));
            Assert.InRange(decision.Exposures, placement.Guaranteed, most);
        }
        foreach (var (day, budget) in problem.DayBudgetsMinorUnits)
        {
            var spent = problem
                .Placements.Zip(plan.Decisions)
                .Where(pair => pair.First.Day == day)
                .Sum(pair => pair.Second.ExpectedCostMinorUnits);
            Assert.True(spent <= budget + 1e-6);
        }
    }

    internal static AdPlanProblem Large(int placements, int days, double budgetShare, bool mixed = true) =>
        SimulatedPlan.Of(placements, days, budgetShare, mixed, seed: 5);

    private static IEnumerable<string> Codes(AdPlanAnswer answer) => answer.Conflict.Select(text => text.Code);
}
