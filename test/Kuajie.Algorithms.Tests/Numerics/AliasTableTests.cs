using CsCheck;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Numerics;

public class AliasTableTests
{
    [Fact]
    public void Draw_ManyTimes_FollowsTheWeights()
    {
        double[] weights = [1, 0, 3, 6];
        var table = new AliasTable(weights);
        var (counts, random) = (new int[4], new SplittableRandom(7));
        for (var draw = 0; draw < 100_000; draw++)
        {
            counts[table.Draw(ref random)]++;
        }
        // Four standard deviations of a binomial count of 100,000 draws are below 630.
        Assert.Equal(10_000, counts[0], 630.0);
        Assert.Equal(0, counts[1]);
        Assert.Equal(30_000, counts[2], 630.0);
        Assert.Equal(60_000, counts[3], 630.0);
    }

    [Fact]
    public void Draw_AnyWeights_NeverDrawsAnIndexWithoutWeight() =>
        Gen.Select(Gen.Double[0, 5].Array[1, 40], Gen.ULong)
            .Sample(
                (values, seed) =>
                {
                    double[] weights = [.. values.Select(value => value < 2.5 ? 0 : value), 1];
                    var (table, random) = (new AliasTable(weights), new SplittableRandom(seed));
                    Assert.Equal(weights.Length, table.Count);
                    for (var draw = 0; draw < 200; draw++)
                    {
                        Assert.True(weights[table.Draw(ref random)] > 0);
                    }
                },
                iter: 200
            );

    [Fact]
    public void Draw_SameSeed_DrawsTheSame()
    {
        var table = new AliasTable([0.1, 0.2, 0.7]);
        var (first, second) = (new SplittableRandom(3), new SplittableRandom(3));
        for (var draw = 0; draw < 100; draw++)
        {
            Assert.Equal(table.Draw(ref first), table.Draw(ref second));
        }
    }

    [Theory]
    [InlineData(new double[0], "Found weights that sum to 0; expected a finite sum above zero. (Parameter 'weights')")]
    [InlineData(new double[] { 0, 0 }, "Found weights that sum to 0; expected a finite sum above zero. (Parameter 'weights')")]
    [InlineData(new double[] { 1, -2 }, "Found the weight -2 at 1; expected a finite one, not negative. (Parameter 'weights')")]
    [InlineData(new[] { double.NaN }, "Found the weight NaN at 0; expected a finite one, not negative. (Parameter 'weights')")]
    public void Constructor_WrongWeights_SaysWhatWasFound(double[] weights, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new AliasTable(weights)).Message);
}
