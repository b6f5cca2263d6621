using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Bpr;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class BprModelTests
{
    [Fact]
    public void Score_GivenFactors_EqualsHandCalculation()
    {
        var options = new BprOptions
        {
            Rank = 2,
            HistoryExponent = 0.5,
            WeightExponent = 1,
        };
        float[] factors = [1, 0, 0, 1, 1, 1];
        float[] biases = [0.1f, 0.2f, 0.3f];
        float[] history = [2, 0, 0, 4, 1, 1];
        var model = new BprModel(0, [3], options, 2, factors, biases, history);
        var user = new UserHistory(new DomainHistory(new[] { 0, 1 }, new[] { 2f, 6f }, default));
        var scores = new float[3];
        model.Score(user, scores);

        // Confidences 1 and 3, mass 4, x = (1 · [2 0] + 3 · [0 4]) / √4 = [1 6].
        Assert.Equal([1.1f, 6.2f, 7.3f], scores.Select(score => MathF.Round(score, 5)));
        Assert.Equal([new Contribution(0, 1, 6), new Contribution(0, 0, 1)], model.Explain(user, 2, 5));
    }

    [Fact]
    public void Step_FirstOfAllAndSecond_EqualsHandCalculation()
    {
        var parameters = new BprParameters(1, 2, learningRate: 0.5, regularization: 0);
        parameters.Step(0, [3, 4], 1);

        // Mean square 12.5: step 0.5 / √12.5 = 0.141421.
        Assert.Equal(0.424264, parameters.Values[0], 1e-5);
        Assert.Equal(0.565685, parameters.Values[1], 1e-5);
        parameters.Step(0, [0, 5], -1);
        Assert.Equal(0.565685 - (5 * 0.5 / Math.Sqrt(25)), parameters.Values[1], 1e-5);
    }

    [Theory]
    [InlineData(BprSampling.Uniform, 0.5)]
    [InlineData(BprSampling.Popularity, 0.739)]
    public void Draw_ManyTimes_FollowsTheSampling(BprSampling sampling, double shareOfPopular)
    {
        // Item 0 is the user's own; item 1 has four users, item 2 one, item 3 nobody: 4^0.75 / (4^0.75 + 1) = 0.739.
        var byItem = new SparseMatrix(4, 4, [0, 1, 5, 6, 6], [0, 0, 1, 2, 3, 0], [1, 1, 1, 1, 1, 1]);
        var negatives = new NegativeItems(sampling, byItem, 1);
        var random = new SplittableRandom(3);
        var counts = new int[4];
        for (var draw = 0; draw < 20_000; draw++)
        {
            counts[negatives.Draw([1f], [0], ref random)]++;
        }
        Assert.Equal((0, 0), (counts[0], counts[3]));
        Assert.Equal(shareOfPopular, counts[1] / 20_000.0, 0.02);
    }

    [Fact]
    public void Draw_Adaptive_PrefersWhatTheUsersFactorRanksHigh()
    {
        const int Items = 200;
        var byItem = new SparseMatrix(Items, 1, [.. Enumerable.Range(0, Items + 1)], new int[Items], [.. Enumerable.Repeat(1f, Items)]);
        var parameters = new BprParameters(Items, 1, 0.1, 0);
        for (var item = 0; item < Items; item++)
        {
            parameters.Values[item] = item;
        }
        var negatives = new NegativeItems(BprSampling.Adaptive, byItem, 1);
        negatives.Refresh(parameters, new TrainingRun());
        var random = new SplittableRandom(3);
        var (high, low) = (0.0, 0.0);
        for (var draw = 0; draw < 5000; draw++)
        {
            high += negatives.Draw([1f], [0], ref random) / 5000.0;
            low += negatives.Draw([-1f], [0], ref random) / 5000.0;
        }
        Assert.InRange(high, 187, 192);
        Assert.InRange(low, 8, 13);
    }

    [Fact]
    public void Draw_UserOfEverything_FindsNothing()
    {
        var negatives = new NegativeItems(BprSampling.Uniform, new SparseMatrix(2, 1, [0, 1, 2], [0, 0], [1, 1]), 1);
        var random = new SplittableRandom(3);
        Assert.Equal(-1, negatives.Draw([1f], [0, 1], ref random));
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameModelOnWeightedDataForManyThreads()
    {
        var dataset = ModelWorlds.Checkerboard();
        var trainer = new BprTrainer(
            new BprOptions
            {
                Rank = 7,
                Epochs = 5,
                Sampling = BprSampling.Adaptive,
            }
        );
        var states = new[] { 1, 4 }.Select(threads => trainer.Train(dataset, 0, new TrainingRun(2, threads)).ToState()).ToArray();
        Assert.Equal(Factors(states[0]), Factors(states[1]));

        static float[] Factors(ModelState state) => ((ModelArray.Floats)state.Arrays["historyFactors"]).Values.ToArray();
    }
}
