using Kuajie.Marketing.Uplift;

namespace Kuajie.Marketing.Tests.Uplift;

public sealed class QiniCurveTests
{
    [Fact]
    public void Of_FourPeople_IsTheAreaByHand()
    {
        // With one half each, a person counts 2 where treated and converted, −2 where not treated and converted.
        UpliftRow[] rows = [new([], true, 1), new([], false, 0), new([], true, 0), new([], false, 1)];

        var curve = QiniCurve.Of([0.9, 0.8, 0.2, 0.1], rows, 100, 1);

        // Gains 2, 0, 0, −2: the curve over four people is 0, 2, 2, 2, 0; its area 1 + 2 + 2 + 1 = 6 of 16, the line to its end is flat.
        Assert.Equal(6.0 / 16, curve.Auuc, 12);
        Assert.Equal(6.0 / 16, curve.Qini, 12);
        Assert.Equal([new(0, 0), new(0.25, 0.5), new(0.5, 0.5), new(0.75, 0.5), new QiniPoint(1, 0)], curve.Points);
    }

    [Fact]
    public void Of_TheOtherWayRound_IsAsBadAsTheFirstWasGood()
    {
        UpliftRow[] rows = [new([], true, 1), new([], false, 0), new([], true, 0), new([], false, 1)];

        Assert.Equal(-6.0 / 16, QiniCurve.Of([0.1, 0.2, 0.8, 0.9], rows, 100, 1).Qini, 12);
    }

    [Fact]
    public void Of_UnequalPropensities_CountsPeopleByThem()
    {
        UpliftRow[] rows = [new([], true, 1, 0.2), new([], false, 1, 0.2)];

        var curve = QiniCurve.Of([2, 1], rows, 100, 1);

        // Gains 5 and −1.25: area 2.5 + 5 − 0.625 of 4, the line's 3.75 / 2 / 2.
        Assert.Equal(6.875 / 4, curve.Auuc, 12);
        Assert.Equal((6.875 / 4) - (3.75 / 4), curve.Qini, 12);
    }

    [Fact]
    public void Of_TrueEffects_BeatChance_AndNoiseDoesNot()
    {
        var world = SimulatedTreatments.Persuadables(6000, 3);
        var random = new Algorithms.Numerics.Sampling.SplittableRandom(5);
        double[] noise = [.. world.Effects.Select(_ => random.NextDouble())];

        Assert.True(QiniCurve.Of(world.Effects, world.Data.Rows, 200, 1).IsBetterThanChance);
        Assert.False(QiniCurve.Of(noise, world.Data.Rows, 200, 1).IsBetterThanChance);
    }
}
