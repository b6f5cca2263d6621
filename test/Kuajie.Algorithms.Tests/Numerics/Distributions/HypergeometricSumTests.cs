using CsCheck;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Tests.Numerics.Distributions;

public sealed class HypergeometricSumTests
{
    [Fact]
    public void AtLeast_LadyTastingTea_IsFishersFigure()
    {
        // Fisher 1935: 4 of 8 cups, all four right: 1 of 70. Three or more right: 17 of 70.
        TwoMargins[] cups = [new(4, 4, 8)];

        Assert.Equal(1.0 / 70, HypergeometricSum.AtLeast(4, cups), 1e-14);
        Assert.Equal(17.0 / 70, HypergeometricSum.AtLeast(3, cups), 1e-14);
        Assert.Equal(1, HypergeometricSum.AtLeast(0, cups), 1e-13);
    }

    [Fact]
    public void AtLeast_TwoStrata_AddsTheirCounts()
    {
        // Each stratum: 1 of 2 has the first, 1 of 2 the second: both with probability ½. At least one of two: ¾; both: ¼.
        TwoMargins[] strata = [new(1, 1, 2), new(1, 1, 2)];

        Assert.Equal(0.75, HypergeometricSum.AtLeast(1, strata), 1e-14);
        Assert.Equal(0.25, HypergeometricSum.AtLeast(2, strata), 1e-14);
    }

    [Fact]
    public void AtLeast_AnySmallMargins_EqualsCountingEveryArrangement() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 13])
            .Where(draw => draw.Item2 <= draw.Item1 && draw.Item3 <= draw.Item1)
            .Sample(draw =>
            {
                var (people, first, second, both) = draw;
                long at = 0;
                long all = 0;
                for (var set = 0; set < 1 << people; set++)
                {
                    if (System.Numerics.BitOperations.PopCount((uint)set) == second)
                    {
                        all++;
                        at += System.Numerics.BitOperations.PopCount((uint)set & ((1u << first) - 1)) >= both ? 1 : 0;
                    }
                }
                var expected = Math.Max((double)at / all, HypergeometricSum.Smallest);
                Assert.Equal(expected, HypergeometricSum.AtLeast(both, [new TwoMargins(first, second, people)]), 1e-13);
            });

    [Fact]
    public void AtLeast_JustBeyondTheExactRange_AgreesWithTheSumOfItsTerms()
    {
        // Variance 405: the corrected normal law answers. Twin: the terms of one hypergeometric summed in logarithms.
        var margins = new TwoMargins(3_000, 1_000, 10_000);
        Assert.True(margins.Variance is > 180 and < 400);
        var wide = new TwoMargins(8_000, 2_000, 30_000);
        Assert.True(wide.Variance > 360);
        var wider = new TwoMargins(9_000, 2_400, 30_000);
        Assert.True(wider.Variance > 400);

        foreach (var both in new[] { 720, 740, 760, 785 })
        {
            var exact = Terms(wider, both);
            Assert.InRange(HypergeometricSum.AtLeast(both, [wider]) / exact, 0.97, 1.03);
        }
    }

    [Fact]
    public void AtLeast_FarBeyond_IsTheSmallestToldAndNeverZero() =>
        Assert.Equal(HypergeometricSum.Smallest, HypergeometricSum.AtLeast(500, [new TwoMargins(500, 500, 10_000)]));

    [Fact]
    public void AtLeast_MoreThanThereAre_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HypergeometricSum.AtLeast(1, [new TwoMargins(5, 1, 4)]));

    private static double Terms(TwoMargins margins, long both)
    {
        static double Choose(double from, double choose) =>
            GammaDistribution.LogGamma(from + 1) - GammaDistribution.LogGamma(choose + 1) - GammaDistribution.LogGamma(from - choose + 1);

        var sum = 0.0;
        for (var count = both; count <= Math.Min(margins.First, margins.Second); count++)
        {
            sum += Math.Exp(
                Choose(margins.First, count)
                    + Choose(margins.People - margins.First, margins.Second - count)
                    - Choose(margins.People, margins.Second)
            );
        }
        return sum;
    }
}
