using CsCheck;
using Kuajie.Algorithms.Bandits;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Bandits;

public sealed class LinUcbTests
{
    private static readonly LinUcbOptions Plain = new() { Optimism = 1 };

    /// <summary>One trial of (1, 2) with reward 3: A = I + xxᵀ, so A⁻¹x = x / 6, prediction 3 · 5/6 = 2.5, variance 5/6.</summary>
    [Fact]
    public void Score_AfterOneTrial_IsThatByHand()
    {
        var bandit = new LinUcb(2, 2, Plain);
        bandit.Tried(0, [1, 2]);
        bandit.Rewarded(0, [1, 2], 3);

        Assert.Equal(2.5 + Math.Sqrt(5.0 / 6), bandit.Score(0, [1, 2]), 1e-12);
        Assert.Equal(Math.Sqrt(5), bandit.Score(1, [1, 2]), 1e-12);
    }

    /// <summary>The plain twin: the same matrix built whole and solved by elimination.</summary>
    [Fact]
    public void Score_AfterManyTrials_IsThatOfTheRegressionSolvedWhole() =>
        Gen.Select(Gen.Double[-1, 1].Array[4].Array[1, 40], Gen.Double[0.1, 5])
            .Sample(
                (contexts, regularization) =>
                {
                    var bandit = new LinUcb(1, 4, new LinUcbOptions { Optimism = 1, Regularization = regularization });
                    var matrix = new double[4, 4];
                    var right = new double[4];
                    for (var place = 0; place < 4; place++)
                    {
                        matrix[place, place] = regularization;
                    }
                    foreach (var context in contexts)
                    {
                        bandit.Tried(0, context);
                        bandit.Rewarded(0, context, context[0]);
                        for (var row = 0; row < 4; row++)
                        {
                            right[row] += context[0] * context[row];
                            for (var column = 0; column < 4; column++)
                            {
                                matrix[row, column] += context[row] * context[column];
                            }
                        }
                    }
                    double[] asked = [0.3, -0.7, 1, 0.2];
                    var weights = Solve(matrix, right);
                    var spread = Solve(matrix, asked);
                    var expected = Dot(weights, asked) + Math.Sqrt(Dot(spread, asked));
                    Assert.Equal(expected, bandit.Score(0, asked), 1e-8);
                },
                iter: 200
            );

    [Fact]
    public void Choose_WithoutExploration_IsCertainAndTheFirstOfEquals()
    {
        var bandit = new LinUcb(3, 1, Plain);

        Assert.Equal(new BanditChoice(0, 1), bandit.Choose([1], seed: 5));
    }

    [Fact]
    public void Choose_WithEpsilon_DrawsByItsPropensities()
    {
        var bandit = new LinUcb(4, 1, new LinUcbOptions { Epsilon = 0.2 });
        bandit.Tried(2, [1]);
        bandit.Rewarded(2, [1], 5);
        var shown = new int[4];
        for (var draw = 0; draw < 20_000; draw++)
        {
            var choice = bandit.Choose([1], SplittableRandom.Stream(3, (ulong)draw).NextBits());
            Assert.Equal(choice.Arm == 2 ? 0.85 : 0.05, choice.Propensity, 1e-12);
            shown[choice.Arm]++;
        }
        Assert.Equal(0.85, shown[2] / 20_000.0, 0.01);
        Assert.Equal(0.05, shown[0] / 20_000.0, 0.01);
    }

    /// <summary>Two arms, each better for one kind of visitor: the context tells them apart.</summary>
    [Fact]
    public void Choose_Learning_FollowsTheContext()
    {
        var bandit = new LinUcb(2, 2, Plain);
        var random = new SplittableRandom(5);
        var right = 0;
        for (var trial = 0; trial < 2000; trial++)
        {
            var kind = random.NextInteger(2);
            double[] context = kind == 0 ? [1, 0] : [0, 1];
            var choice = bandit.Choose(context, random.NextBits());
            bandit.Tried(choice.Arm, context);
            if (random.NextDouble() < (choice.Arm == kind ? 0.4 : 0.1))
            {
                bandit.Rewarded(choice.Arm, context, 1);
            }
            right += trial >= 1000 && choice.Arm == kind ? 1 : 0;
        }
        Assert.True(right > 900, $"{right} of the last 1000 choices fit the visitor.");
    }

    [Fact]
    public void Input_Wrong_IsRefused()
    {
        var bandit = new LinUcb(2, 2, Plain);

        Assert.Throws<ArgumentException>(() => bandit.Tried(0, [1]));
        Assert.Throws<ArgumentException>(() => bandit.Tried(0, [1, double.NaN]));
        Assert.Throws<ArgumentException>(() => bandit.Rewarded(0, [1, 1], double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinUcb(2, 2, new LinUcbOptions { Epsilon = 1.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinUcb(2, 2, new LinUcbOptions { Regularization = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinUcb(2, 2, new LinUcbOptions { Optimism = -1 }));
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other, (x, y) => x * y).Sum();

    /// <summary>Gauss–Jordan on a copy; the matrix is positive definite.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var left = (double[,])matrix.Clone();
        var solution = (double[])right.Clone();
        for (var pivot = 0; pivot < solution.Length; pivot++)
        {
            for (var row = 0; row < solution.Length; row++)
            {
                if (row == pivot)
                {
                    continue;
                }
                var factor = left[row, pivot] / left[pivot, pivot];
                for (var column = 0; column < solution.Length; column++)
                {
                    left[row, column] -= factor * left[pivot, column];
                }
                solution[row] -= factor * solution[pivot];
            }
        }
        return [.. solution.Select((value, place) => value / left[place, place])];
    }
}
