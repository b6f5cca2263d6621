using System.Globalization;
using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Faults;
using static Kuajie.Marketing.Tests.Allocation.PlacementGenerator;

namespace Kuajie.Marketing.Tests.Allocation;

public sealed class PlanReasonsTests
{
    [Fact]
    public void Why_OfEachPlacement_NamesWhatHoldsIt()
    {
        AdPlanProblem problem = new(
            [
                Placement("Own", new HillCurve(500, 100), 1000) with
                {
                    OwnLimit = 20,
                    PartnerLimit = 50,
                },
                Placement("Partner", new HillCurve(500, 100), 1000) with
                {
                    PartnerLimit = 20,
                },
                Placement("Stock", new HillCurve(500, 100), 20),
                Placement("Often", new HillCurve(500, 100), 1000) with
                {
                    Reach = 10,
                },
                Placement("Deal", new HillCurve(1, 100), 1000) with
                {
                    Guaranteed = 10,
                },
                Placement("Poor", new HillCurve(1, 100), 1000),
                Placement("Rest", new HillCurve(300, 300), 1000),
                Placement("Tuesday", new HillCurve(500, 100), 1000, day: 1),
            ],
            "CNY",
            300
        )
        {
            FrequencyPerUser = 2,
            DayBudgetsMinorUnits = new Dictionary<DateOnly, long> { [Monday.AddDays(1)] = 30 },
        };

        var plan = new AdPlanOptimizer(problem).Maximize().Plan!;

        Assert.Equal(
            ["Own", "Partner", "Inventory", "Frequency", "Guaranteed", "Price", "TotalBudget", "DayBudget"],
            plan.Decisions.Select(decision => decision.BindingLimit)
        );
        Assert.Equal([20, 20, 20, 20, 10, 0, 180, 30], plan.Decisions.Select(decision => decision.Exposures));
        Assert.True(plan.Decisions[4].ShadowPrice < 0);
        Assert.Equal("RemarkBudgetBinds", Assert.Single(plan.Remarks).Code);
        Assert.True(plan.DayReturns[Monday.AddDays(1)] > 0);
        Assert.Equal("Own gets 20 exposures, all that our side allows.", In("en", plan.Decisions[0].Why));
        Assert.Equal("Own 获得 20 次曝光，已达我方允许的全部。", In("zh-Hans", plan.Decisions[0].Why));
        Assert.Contains("the next limit comes at 50 exposures", In("en", plan.Decisions[0].Change), StringComparison.Ordinal);
    }

    [Fact]
    public void Change_OfAPlacementThatGotNone_NamesThePriceAtWhichItWouldPay()
    {
        AdPlanProblem At(long price) =>
            new(
                [
                    Placement("Good", new HillCurve(30_000, 100_000), 1_000_000),
                    Placement("Dear", new HillCurve(300, 1000, 2), 10_000, cost: CostModel.PerThousand(price, "CNY")),
                ],
                "CNY",
                50_000
            );
        var dear = new AdPlanOptimizer(At(2000)).Maximize().Plan!.Decisions[1];
        var price = Assert.IsType<Amount>(dear.Change.Arguments[0]).MinorUnits;

        Assert.Equal(("Price", 0L, "ChangePrice"), (dear.BindingLimit, dear.Exposures, dear.Change.Code));
        Assert.Equal(0, new AdPlanOptimizer(At((long)(price * 1.02))).Maximize().Plan!.Decisions[1].Exposures);
        Assert.True(new AdPlanOptimizer(At((long)(price * 0.98))).Maximize().Plan!.Decisions[1].Exposures > 0);
    }

    [Fact]
    public void ShadowPrice_OfALimit_IsWhatOneMoreExposureBrings()
    {
        AdPlanProblem At(long limit) =>
            new(
                [
                    Placement("Held", new HillCurve(900, 1000), 10_000) with
                    {
                        OwnLimit = limit,
                    },
                    Placement("Rest", new HillCurve(900, 3000), 10_000),
                ],
                "CNY",
                3000
            );

        var plan = new AdPlanOptimizer(At(500)).Maximize().Plan!;
        var more = new AdPlanOptimizer(At(510)).Maximize().Plan!;

        Assert.Equal(plan.Decisions[0].ShadowPrice, (more.Effect - plan.Effect) / 10, 0.02 * plan.Decisions[0].ShadowPrice);
    }

    [Fact]
    public void Remark_WhereNoBudgetBinds_SaysThatMoreChangesNothing()
    {
        var plan = new AdPlanOptimizer(new AdPlanProblem([Placement("A", new HillCurve(5, 5), 10)], "CNY", 100)).Maximize().Plan!;

        Assert.Equal(("RemarkUnmoved", new Amount(90, "CNY")), (plan.Remarks[0].Code, (Amount)plan.Remarks[0].Arguments[0]));
        Assert.Contains("0.90 CNY stay unspent", In("en", plan.Remarks[0]), StringComparison.Ordinal);
        Assert.Contains("0.90 CNY 未花出", In("zh-Hans", plan.Remarks[0]), StringComparison.Ordinal);
        Assert.Equal((10L, 0.0), (plan.CostMinorUnits, plan.BudgetReturn));
    }

    [Fact]
    public void Maximize_DealsThatCannotBeKept_NameASmallestConflict()
    {
        var limit = Placement("A", new HillCurve(5, 5), 10) with { Guaranteed = 8, PartnerLimit = 6 };
        Assert.Equal(["GuaranteedDeal", "AllowedByPartner"], Codes(new AdPlanProblem([limit], "CNY", 100)));

        Placement[] deals =
        [
            Placement("A", new HillCurve(5, 5), 90) with
            {
                Guaranteed = 10,
            },
            Placement("B", new HillCurve(5, 5), 90) with
            {
                Guaranteed = 50,
            },
            Placement("C", new HillCurve(5, 5), 90) with
            {
                Guaranteed = 60,
            },
        ];
        var answer = new AdPlanOptimizer(new AdPlanProblem(deals, "CNY", 100)).Maximize();
        // The deals of B and C alone overspend; A's has nothing to do with it.
        Assert.Equal(
            ["The budget is 1.00 CNY.", "A deal promises C at least 60 exposures.", "A deal promises B at least 50 exposures."],
            answer.Conflict.Select(text => In("en", text))
        );
        Assert.Null(answer.Plan);
    }

    [Fact]
    public void Constructor_BadInputs_NamesAllOfThemAtOnce()
    {
        Placement[] placements =
        [
            Placement("A", new HillCurve(5, -1), 10),
            Placement("A", new HillCurve(5, 1), -10) with
            {
                From = new TimeOnly(9, 0),
                To = new TimeOnly(8, 0),
            },
            Placement("B", new PowerCurve(double.NaN, 2), 10, cost: CostModel.PerClick(-4, "USD", 3)),
        ];

        var faults = Assert.Throws<InvalidInputException>(() => new AdPlanOptimizer(new AdPlanProblem(placements, "CNY", -1))).Faults;

        Assert.Equal(
            ["NegativeAmount", "PlacementName", "CurveParameters", "Window", "NegativeAmount", "CurveParameters", "Price", "MixedCurrency"],
            faults.Select(fault => fault.Code)
        );
        Assert.All(faults, fault => Assert.DoesNotContain("{", In("zh-Hans", fault), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Codes(AdPlanProblem problem) =>
        new AdPlanOptimizer(problem).Maximize().Conflict.Select(text => text.Code);

    private static string In(string language, object text)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return text.ToString()!;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
