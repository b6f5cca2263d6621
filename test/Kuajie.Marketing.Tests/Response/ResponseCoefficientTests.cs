using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Tests.Response;

public sealed class ResponseCoefficientTests
{
    [Fact]
    public void Coefficients_OfManyLogisticWorlds_HoldTheTruthAboutAsOftenAsTheySay()
    {
        var held = Held(200, seed => SimulatedResponses.Additive(1500, seed), ("x", 0.8), ("y", -0.04), ("channel = push", 0.6));

        // 600 intervals at 95 %: 570 ± 5.3; four standard errors.
        Assert.InRange(held, 570 - 22, 570 + 22);
    }

    [Fact]
    public void Coefficients_OfManyLinearWorlds_HoldTheTruthAboutAsOftenAsTheySay()
    {
        var held = Held(200, seed => SimulatedResponses.Amounts(1500, seed), ("x", 8), ("y", -0.5), ("channel = push", 10));

        Assert.InRange(held, 570 - 22, 570 + 22);
    }

    [Fact]
    public void Coefficients_OfUsersWithManyRows_AreNoSurerThanTheUsersAllow()
    {
        var held = Held(200, seed => SimulatedResponses.Grouped(150, seed), ("trait", 5));
        var alone = Held(200, seed => Ungrouped(SimulatedResponses.Grouped(150, seed)), ("trait", 5));

        Assert.InRange(held, 175, 200);
        // The same rows taken as independent: far too sure.
        Assert.InRange(alone, 0, 140);
    }

    [Fact]
    public void Coefficients_OfALogisticWorld_AreToldPerUnitAsOddsAndPerDeviation()
    {
        var coefficients = Coefficients(SimulatedResponses.Additive(6000, seed: 9));

        var y = coefficients.Single(each => each.Name == "y");
        Assert.Equal(Math.Exp(y.PerUnit), y.OddsRatio!.Value, 1e-12);
        Assert.Equal(Math.Exp(y.Low), y.OddsLow!.Value, 1e-12);
        Assert.Equal(10 * y.PerUnit, y.PerDeviation, 0.02);
        Assert.Equal(["x", "y", "channel = push"], coefficients.Select(each => each.Name));
    }

    [Fact]
    public void Coefficients_OfASmallTable_AreThoseOfLeastSquares()
    {
        // One category: the regression is the difference of two means, its robust error √(s²₁/n₁ + s²₀/n₀) but for (n − 1) in place of n.
        double[] outcomes = [1, 3, 2, 4, 6, 8, 7, 9];
        float[][] rows = [.. outcomes.Select((_, place) => new[] { place < 4 ? -1f : 1f })];

        var fit = LinearResponse.Fit(
            rows,
            outcomes,
            [.. Enumerable.Range(0, 8)],
            [new EncodedColumn(0, "late", "late", false, 0.5, 0.5)],
            isBinary: false
        );

        var late = Assert.Single(fit.Coefficients);
        Assert.Equal(5, late.PerUnit, 2e-3);
        Assert.Equal(Math.Sqrt((1.25 / 4) + (1.25 / 4)) * Math.Sqrt(8 / 7.0), late.StandardError, 2e-3);
        Assert.Null(late.OddsRatio);
    }

    private static SimulatedResponses Ungrouped(SimulatedResponses world) =>
        world with
        {
            Data = world.Data with { Rows = [.. world.Data.Rows.Select(row => row with { Group = null })] },
        };

    private static int Held(int worlds, Func<ulong, SimulatedResponses> world, params (string Name, double Truth)[] truths)
    {
        var held = 0;
        for (var seed = 1; seed <= worlds; seed++)
        {
            var coefficients = Coefficients(world((ulong)seed));
            held += truths.Count(truth =>
                coefficients.Single(each => each.Name == truth.Name) is var found && found.Low <= truth.Truth && truth.Truth <= found.High
            );
        }
        return held;
    }

    private static IReadOnlyList<Coefficient> Coefficients(SimulatedResponses world)
    {
        var data = world.Data;
        var encoding = FeatureEncoding.Fit(data.Features, data.Rows, 10);
        var rows = EncodedRows.Of([.. data.Rows], encoding);
        return LinearResponse.Fit(rows.Rows, rows.Outcomes, rows.Groups, encoding.Columns, data.Outcome.IsBinary()).Coefficients;
    }
}
