using CsCheck;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Audience;

namespace Kuajie.Marketing.Tests.Audience;

public sealed class ReturnModelTests
{
    /// <summary>The published fit of the CDNOW data: Fader, Hardie and Lee 2005, table 2, in weeks.</summary>
    private static readonly ReturnModel Cdnow = new(0.243, 4.414, 0.793, 2.426);

    [Fact]
    public void ExpectedReturns_OfThePublishedCustomer_IsAsPublished() =>
        // "Implementing the BG/NBD Model for Customer Base Analysis in Excel" (Fader, Hardie, Lee 2005): x = 2, t = 30.43, T = 38.86 expects 1.226 in 39 weeks.
        Assert.Equal(1.226, Cdnow.ExpectedReturns(new ReturnHistory(2, 30.43, 38.86), 39), 5e-4);

    [Fact]
    public void Alive_OfSimpleHistories_IsAsCountedByHand()
    {
        Assert.Equal(1, Cdnow.Alive(new ReturnHistory(0, 0, 38.86)));
        // Back once, today: 1 / (1 + a/b).
        Assert.Equal(1 / (1 + (0.793 / 2.426)), Cdnow.Alive(new ReturnHistory(1, 10, 10)), 1e-12);
        // Three times, the last at 5 of 10: gone = a / (b + 2) · ((α + 10) / (α + 5))^(r + 3).
        Assert.Equal(1 / (1 + (0.793 / 4.426 * Math.Pow(14.414 / 9.414, 3.243))), Cdnow.Alive(new ReturnHistory(3, 5, 10)), 1e-12);
    }

    [Fact]
    public void LogLikelihood_OfAHistory_IsTheEquation()
    {
        // x = 0: ln (α / (α + T))^r, as B(a, b) cancels.
        Assert.Equal(0.243 * Math.Log(4.414 / 14.414), Cdnow.LogLikelihood([new ReturnHistory(0, 0, 10)]), 1e-10);
        // x = 1: r·α^r·[b/(a+b)·(α+T)^−(r+1) + a/(a+b)·(α+t)^−(r+1)].
        var (left, stays) = (0.793 / 3.219, 2.426 / 3.219);
        var likelihood = 0.243 * Math.Pow(4.414, 0.243) * ((stays * Math.Pow(14.414, -1.243)) + (left * Math.Pow(8.414, -1.243)));
        Assert.Equal(Math.Log(likelihood), Cdnow.LogLikelihood([new ReturnHistory(1, 4, 10)]), 1e-10);
    }

    [Fact]
    public void Fit_SimulatedUsers_FindsTheirLikelihoodAndTheirChurn()
    {
        var truth = new ReturnModel(0.8, 10, 1.2, 4);
        var (histories, alive) = Simulate(truth, 4000);

        var fit = ReturnModel.Fit(histories)!;

        Assert.True(fit.LogLikelihood(histories) >= truth.LogLikelihood(histories) - 0.5);
        Assert.Equal(truth.R / truth.Alpha, fit.R / fit.Alpha, 0.15 * truth.R / truth.Alpha);
        Assert.Equal(alive.Average(each => each ? 1 : 0), histories.Average(fit.Alive), 0.03);
    }

    [Fact]
    public void Fit_TooFewUsers_IsNone()
    {
        Assert.Null(ReturnModel.Fit([.. Enumerable.Repeat(new ReturnHistory(2, 3, 5), 49)]));
        Assert.Null(ReturnModel.Fit([.. Enumerable.Repeat(new ReturnHistory(0, 0, 5), 500)]));
    }

    [Fact]
    public void Fit_EverybodyAlike_StaysFinite()
    {
        var fit = ReturnModel.Fit([.. Enumerable.Repeat(new ReturnHistory(9, 9, 9), 100)])!;

        Assert.InRange(fit.Alive(new ReturnHistory(9, 9, 9)), 0.5, 1);
        Assert.InRange(fit.ExpectedReturns(new ReturnHistory(9, 9, 9), 30), 1, 30);
    }

    [Fact]
    public void ExpectedReturns_OfAnyHistory_AreWithinTheDaysAndRise() =>
        Gen.Select(Gen.Int[0, 30], Gen.Double[0, 1], Gen.Double[0, 400], Gen.Double[0.1, 100])
            .Sample(
                (repeats, share, age, days) =>
                {
                    var history = new ReturnHistory(repeats, repeats == 0 ? 0 : share * age, age);
                    var expected = Cdnow.ExpectedReturns(history, days);
                    Assert.InRange(expected, 0, days);
                    Assert.True(expected <= Cdnow.ExpectedReturns(history, 2 * days) + 1e-9);
                }
            );

    private static (ReturnHistory[] Histories, bool[] Alive) Simulate(ReturnModel truth, int users)
    {
        var random = new SplittableRandom(11);
        var (histories, alive) = (new ReturnHistory[users], new bool[users]);
        for (var user = 0; user < users; user++)
        {
            var rate = Gamma(truth.R, ref random) / truth.Alpha;
            var (gone, stays) = (Gamma(truth.A, ref random), Gamma(truth.B, ref random));
            var (age, now, repeats, last, isAlive) = (100.0, 0.0, 0, 0.0, true);
            while (isAlive && (now += -Math.Log(1 - random.NextDouble()) / rate) < age)
            {
                (repeats, last, isAlive) = (repeats + 1, now, random.NextDouble() >= gone / (gone + stays));
            }
            (histories[user], alive[user]) = (new ReturnHistory(repeats, last, age), isAlive);
        }
        return (histories, alive);
    }

    /// <summary>Marsaglia and Tsang 2000, with the power step below shape 1.</summary>
    private static double Gamma(double shape, ref SplittableRandom random)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1, ref random) * Math.Pow(random.NextDouble(), 1 / shape);
        }
        var (d, c) = (shape - (1.0 / 3), 1 / Math.Sqrt(9 * (shape - (1.0 / 3))));
        while (true)
        {
            var normal = random.NextNormal();
            var cube = Math.Pow(1 + (c * normal), 3);
            if (cube > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * normal * normal) + d - (d * cube) + (d * Math.Log(cube)))
            {
                return d * cube;
            }
        }
    }
}
