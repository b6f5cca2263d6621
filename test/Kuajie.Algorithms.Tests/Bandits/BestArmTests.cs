using CsCheck;
using Kuajie.Algorithms.Bandits;
using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Bandits;

public sealed class BestArmTests
{
    /// <summary>P(Beta(a, b) above the uniform) is its mean; and P(Beta(2,1) above Beta(1,2)) = ∫ 2x · (2x − x²) dx = 4/3 − 1/2 = 5/6.</summary>
    [Theory]
    [InlineData(1, 1, 3, 1, 0.75)]
    [InlineData(1, 1, 1, 1, 0.5)]
    [InlineData(1, 2, 2, 1, 5.0 / 6)]
    [InlineData(1, 1, 20, 980, 0.02)]
    public void Probabilities_TwoArms_AreExact(double a, double b, double c, double d, double second)
    {
        var found = BestArm.Probabilities([new BetaDistribution(a, b), new BetaDistribution(c, d)]);

        Assert.Equal(second, found[1], 1e-9);
        Assert.Equal(1, found.Sum(), 1e-12);
    }

    /// <summary>Three uniform ones and one that is the largest of three uniforms, Beta(3, 1): it wins with ∫ 3x² · x³ dx = 1/2, the others with 1/6 each.</summary>
    [Fact]
    public void Probabilities_FourArms_AreThoseByHand()
    {
        var uniform = new BetaDistribution(1, 1);

        var found = BestArm.Probabilities([uniform, new BetaDistribution(3, 1), uniform, uniform]);

        Assert.Equal([1.0 / 6, 0.5, 1.0 / 6, 1.0 / 6], found.Select(each => Math.Round(each, 6)), (x, y) => Math.Abs(x - y) < 1e-6);
    }

    /// <summary>The plain twin: draw every arm and count who was largest. A beta of whole parameters is the a-th smallest of a + b − 1 uniforms.</summary>
    [Fact]
    public void Probabilities_SeveralArms_AreThoseOfDrawing() =>
        Gen.Select(Gen.Select(Gen.Int[1, 12], Gen.Int[1, 40]).Array[3, 6], Gen.ULong)
            .Sample(
                (arms, seed) =>
                {
                    const int Draws = 20_000;
                    var found = BestArm.Probabilities([.. arms.Select(arm => new BetaDistribution(arm.Item1, arm.Item2))]);
                    var random = new SplittableRandom(seed);
                    var wins = new int[arms.Length];
                    for (var draw = 0; draw < Draws; draw++)
                    {
                        var values = arms.Select(arm => Draw(ref random, arm.Item1, arm.Item2)).ToArray();
                        wins[Array.IndexOf(values, values.Max())]++;
                    }
                    Assert.Equal(1, found.Sum(), 1e-9);
                    for (var arm = 0; arm < wins.Length; arm++)
                    {
                        var deviation = Math.Sqrt(Math.Max(found[arm] * (1 - found[arm]), 1e-4) / Draws);
                        Assert.InRange((double)wins[arm] / Draws, found[arm] - (5.5 * deviation), found[arm] + (5.5 * deviation));
                    }
                },
                iter: 30
            );

    /// <summary>A narrow arm between wide ones, and arms of millions of trials: still probabilities, and the order of the beliefs.</summary>
    [Fact]
    public void Probabilities_VeryUnequalArms_StayProbabilities()
    {
        var found = BestArm.Probabilities([
            new BetaDistribution(1, 1),
            new BetaDistribution(30_000, 970_000),
            new BetaDistribution(31_000, 969_000),
            new BetaDistribution(2, 60),
        ]);

        Assert.All(found, each => Assert.InRange(each, 0, 1));
        // The uniform one is above 0.031 with 0.969 at most, less where the last is above it too.
        Assert.InRange(found[0], 0.93, 0.969);
        Assert.InRange(found[1], 0, 1e-4);
        Assert.InRange(found[2], 0.005, 0.04);
    }

    [Fact]
    public void Probabilities_OneArm_IsCertain() => Assert.Equal([1.0], BestArm.Probabilities([new BetaDistribution(2, 5)]));

    [Fact]
    public void Probabilities_NoArm_IsRefused() => Assert.Throws<ArgumentException>(() => BestArm.Probabilities([]));

    private static double Draw(ref SplittableRandom random, int a, int b)
    {
        var uniforms = new double[a + b - 1];
        for (var place = 0; place < uniforms.Length; place++)
        {
            uniforms[place] = random.NextDouble();
        }
        Array.Sort(uniforms);
        return uniforms[a - 1];
    }
}
