using System.Globalization;
using CsCheck;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Partners;

namespace Kuajie.Marketing.Tests.Partners;

public sealed class PortfolioOptimizerTests
{
    private static readonly string[] Fields = ["sports", "auto", "streaming"];

    private static readonly Gen<(PartnerCandidate[] Candidates, PortfolioLimits Limits)> Portfolios =
        from candidates in Gen.Select(
            Gen.Int[0, 2],
            Gen.Long[0, 40],
            Gen.Long[0, 30],
            Gen.Long[0, 30],
            Gen.Int[1, 10_000],
            Gen.Int[0, 3],
            Gen.Int[0, 9],
            (field, revenue, fee, price, share, work, required) =>
                new PartnerCandidate("", Fields[field], revenue, fee, price)
                {
                    LeastShareBasisPoints = share,
                    LargestShareBasisPoints = share,
                    QuarterWork = [work],
                    IsRequired = required == 0,
                }
        ).Array[1, 6]
        from budget in Gen.Long[0, 90]
        from fields in Gen.Int[0, 2]
        from capacity in Gen.Int[0, 8]
        from exclusive in Gen.Bool
        select (
            candidates.Select((each, index) => each with { Name = $"P{index}" }).ToArray(),
            new PortfolioLimits(budget)
            {
                LeastFields = fields,
                QuarterCapacities = [capacity],
                ExclusiveGroups =
                    exclusive && candidates.Length > 1
                        ?
                        [
                            ["P0", "P1"],
                        ]
                        : [],
            }
        );

    [Fact]
    public void Choose_OnSmallPortfolios_EqualsBruteForceAndItsAlternatives() =>
        Portfolios.Sample(
            portfolio =>
            {
                var all = PortfolioBruteForce.Sets(portfolio.Candidates, portfolio.Limits);
                var answer = new PortfolioOptimizer(portfolio.Candidates, portfolio.Limits).Choose(4);

                Assert.Equal(all.Take(4).Select(each => each.Value / 10_000), answer.Choices.Select(each => each.RevenueMinorUnits));
                Assert.All(answer.Choices, choice => Assert.True(choice.IsProven));
                Assert.All(
                    answer.Choices,
                    choice =>
                        Assert.Contains(all, each => each.Set == Set(portfolio.Candidates, choice) && each.Cost == choice.CostMinorUnits)
                );
                Assert.Equal(answer.Choices.Count, answer.Choices.Select(each => Set(portfolio.Candidates, each)).Distinct().Count());
                Assert.Equal(all.Count == 0, answer.Conflict.Count > 0);
            },
            iter: 60,
            threads: 1
        );

    [Fact]
    public void PriceTurns_AtTheTurningFeeAndOneBeyond_AreWhereBruteForceChangesItsMind() =>
        Portfolios.Sample(
            portfolio =>
            {
                foreach (var turn in new PortfolioOptimizer(portfolio.Candidates, portfolio.Limits).PriceTurns())
                {
                    if (turn.TurningFeeMinorUnits is not { } fee)
                    {
                        continue;
                    }
                    Assert.True(BestHolds(fee, turn.IsChosen));
                    Assert.False(BestHolds(fee + 1, turn.IsChosen));

                    bool BestHolds(long at, bool orTies)
                    {
                        var changed = portfolio
                            .Candidates.Select(each => each.Name == turn.Name ? each with { FeeMinorUnits = at } : each)
                            .ToArray();
                        var index = Array.FindIndex(changed, each => each.Name == turn.Name);
                        var sets = PortfolioBruteForce.Sets(changed, portfolio.Limits);
                        var with = sets.Where(each => ((each.Set >> index) & 1) == 1).Select(each => each.Value).DefaultIfEmpty(-1).Max();
                        var without = sets.Where(each => ((each.Set >> index) & 1) == 0)
                            .Select(each => each.Value)
                            .DefaultIfEmpty(-1)
                            .Max();
                        return with >= 0 && (orTies ? with >= without : with > without);
                    }
                }
            },
            iter: 25,
            threads: 1
        );

    [Fact]
    public void Budgets_OfTheBestSet_AreWhereBruteForceChangesIt() =>
        Portfolios.Sample(
            portfolio =>
            {
                var optimizer = new PortfolioOptimizer(portfolio.Candidates, portfolio.Limits);
                if (optimizer.Budgets() is not { } range)
                {
                    return;
                }
                var best = Set(portfolio.Candidates, optimizer.Choose().Best!);
                for (var budget = 0L; budget <= 330; budget++)
                {
                    var sets = PortfolioBruteForce.Sets(portfolio.Candidates, portfolio.Limits with { BudgetMinorUnits = budget });
                    var mine = sets.Where(each => each.Set == best).Select(each => each.Value).DefaultIfEmpty(-1).Max();
                    var others = sets.Where(each => each.Set != best).Select(each => each.Value).DefaultIfEmpty(-1).Max();
                    if (budget >= range.LowestMinorUnits && budget < (range.NextMinorUnits ?? long.MaxValue))
                    {
                        Assert.True(mine >= others && mine >= 0);
                    }
                    if (budget == range.LowestMinorUnits - 1 || budget == range.NextMinorUnits)
                    {
                        Assert.True(mine < others || mine < 0);
                    }
                }
            },
            iter: 25,
            threads: 1
        );

    [Fact]
    public void Choose_SharesThatCanVary_FillTheBudgetByRevenuePerPrice()
    {
        PartnerCandidate[] candidates = [new("League", "sports", 1000, 0, 500), new("Garage", "auto", 900, 0, 300)];

        var best = new PortfolioOptimizer(candidates, new PortfolioLimits(400)).Choose().Best!;

        // 300 buys all of Garage (3 per unit of price), the 100 left buy a fifth of League (2 per unit).
        Assert.Equal([("League", 2000), ("Garage", 10_000)], best.Partners.Select(each => (each.Name, each.ShareBasisPoints)));
        Assert.Equal((1100, 400), (best.RevenueMinorUnits, best.CostMinorUnits));
    }

    [Fact]
    public void Choose_LimitsThatCannotAllHold_NamesASmallestConflictInBothLanguages()
    {
        PartnerCandidate[] candidates =
        [
            new("League", "sports", 1000, 300) { IsRequired = true },
            new("Club", "sports", 900, 100) { IsRequired = true },
            new("Garage", "auto", 500, 100) { IsRequired = true },
        ];
        var limits = new PortfolioLimits(10_000)
        {
            ExclusiveGroups =
            [
                ["League", "Club"],
            ],
            LargestCount = 3,
        };

        var answer = new PortfolioOptimizer(candidates, limits).Choose();

        Assert.Null(answer.Best);
        Assert.Equal(["LimitExclusive", "LimitRequired", "LimitRequired"], answer.Conflict.Select(each => each.Code));
        Assert.Equal("At most one of these competing brands may be chosen: League, Club.", In("en", answer.Conflict[0]));
        Assert.Equal("以下互斥品牌最多选一个：League, Club。", In("zh-Hans", answer.Conflict[0]));
        Assert.Equal("League must be chosen.", In("en", answer.Conflict[1]));
    }

    [Fact]
    public void Constructor_BadInputs_NamesAllOfThemAtOnce()
    {
        PartnerCandidate[] candidates =
        [
            new("A", "sports", -5),
            new("A", "auto", 5) { LeastShareBasisPoints = 9, LargestShareBasisPoints = 8 },
            new("B", "auto", long.MaxValue),
        ];

        var thrown = Assert.Throws<InvalidInputException>(() =>
            new PortfolioOptimizer(
                candidates,
                new PortfolioLimits(-1)
                {
                    ExclusiveGroups =
                    [
                        ["A", "Z"],
                    ],
                }
            )
        );

        Assert.Equal(
            ["PartnerName", "NegativeAmount", "ShareBounds", "AmountTooLarge", "NegativeAmount", "UnknownPartner"],
            thrown.Faults.Select(fault => fault.Code)
        );
        Assert.Contains("A: revenue is -5. An amount of 0 or more.", In("en", thrown.Faults[1]), StringComparison.Ordinal);
    }

    private static int Set(PartnerCandidate[] candidates, PortfolioChoice choice) =>
        choice.Partners.Sum(partner => 1 << Array.FindIndex(candidates, each => each.Name == partner.Name));

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
