using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ExplicitFactorization;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Models;

public class ExplicitFactorizationModelTests
{
    [Fact]
    public void Score_BiasesOnly_EqualsHandCalculation()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        builder.Add(knowledge, "u1", "a", 5);
        builder.Add(knowledge, "u1", "b", 3);
        builder.Add(knowledge, "u2", "a", 4);
        var dataset = builder.Build();
        var options = new ExplicitFactorizationOptions
        {
            Rank = 0,
            Sweeps = 1,
            BiasRegularization = 1,
        };
        var model = new ExplicitFactorizationTrainer(options).Train(dataset, knowledge, new TrainingRun());
        var scores = new float[2];
        model.Score(dataset.HistoryOf(0), scores);

        // μ = 4. Start: b_a = (1 + 0) / (2 + 1) = 1/3, b_b = −1 / 2. Users: b_1 = ((1 − 1/3) + (−1 + 1/2)) / 3 = 1/18, b_2 = −1/3 / 2 = −1/6.
        // Items: b_a = ((1 − 1/18) + 1/6) / 3 = 10/27, b_b = (−1 − 1/18) / 2 = −19/36. Fold-in of u1: ((1 − 10/27) + (−1 + 19/36)) / 3.
        var user = (1 - (10.0 / 27) - 1 + (19.0 / 36)) / 3;
        Assert.Equal(4 + (10.0 / 27) + user, scores[0], 1e-5);
        Assert.Equal(4 - (19.0 / 36) + user, scores[1], 1e-5);
        var parts = model.Explain(dataset.HistoryOf(0), 1, 9);
        Assert.Equal((1 - (10.0 / 27)) / 3, parts[0].Amount, 1e-5);
        Assert.Equal((-1 + (19.0 / 36)) / 3, parts[1].Amount, 1e-5);
    }

    [Fact]
    public void Score_PlantedTastes_IsNearerThanBiases()
    {
        var split = Planted();
        var biases = Errors(split, new ExplicitFactorizationOptions { Rank = 0 });
        var factors = Errors(
            split,
            new ExplicitFactorizationOptions
            {
                Rank = 4,
                Regularization = 0.02,
                BiasRegularization = 1,
            }
        );
        Assert.True(factors.Rmse < 0.6 * biases.Rmse, $"Found {factors}; biases have {biases}.");
        Assert.True(factors.Mae < 0.6 * biases.Mae, $"Found {factors}; biases have {biases}.");
    }

    [Fact]
    public void RatingErrors_OfOneRow_EqualHandCalculation()
    {
        var builder = new InteractionDatasetBuilder();
        var only = builder.AddDomain("knowledge");
        builder.Add(only, "u1", "a", 1);
        builder.Add(only, "u2", "a", 3);
        var dataset = builder.Build();
        var split = new DatasetSplit(dataset, only, [new HeldOutRow(0, 0, 5), new HeldOutRow(1, 0, 1)], "by hand", 0);
        var model = (IRatingModel)
            new ExplicitFactorizationTrainer(new ExplicitFactorizationOptions { Rank = 0, BiasRegularization = 1000 }).Train(
                dataset,
                only,
                new TrainingRun()
            );

        // Biases are all but pressed to zero: 2 is expected of both, wrong by 3 and by 1.
        var errors = RatingErrors.Of(model, split, new TrainingRun());
        Assert.Equal(Math.Sqrt(5), errors.Rmse, 1e-2);
        Assert.Equal(2, errors.Mae, 1e-2);
        Assert.True(RatingErrors.AreRatings(split));
        Assert.False(RatingErrors.AreRatings(split with { HeldOut = [new HeldOutRow(0, 0), new HeldOutRow(1, 0)] }));
    }

    [Fact]
    public void RatingErrors_PredictionOutsideTheScale_IsBounded()
    {
        var split = Planted();
        var model = (IRatingModel)
            new ExplicitFactorizationTrainer(new ExplicitFactorizationOptions { Rank = 0 }).Train(split.Training, 0, new TrainingRun());
        var far = split with { HeldOut = [.. split.HeldOut.Select(row => row with { Weight = 100 })] };
        Assert.True(RatingErrors.Of(model, far, new TrainingRun()).Mae >= 95);
    }

    private static RatingErrors Errors(DatasetSplit split, ExplicitFactorizationOptions options) =>
        RatingErrors.Of(
            (IRatingModel)new ExplicitFactorizationTrainer(options).Train(split.Training, 0, new TrainingRun()),
            split,
            new TrainingRun(Threads: 2)
        );

    /// <summary>Users of two tastes rate 4.5 what is of theirs and 1.5 what is not, give or take 0.3.</summary>
    private static DatasetSplit Planted()
    {
        var builder = new InteractionDatasetBuilder();
        var only = builder.AddDomain("knowledge");
        var random = new SplittableRandom(9);
        for (var user = 0; user < 80; user++)
        {
            for (var item = 0; item < 40; item++)
            {
                if (random.NextInteger(2) == 0)
                {
                    var liked = user % 2 == item % 2 ? 4.5 : 1.5;
                    builder.Add(only, $"u{user}", $"i{item}", (float)(liked + (0.3 * random.NextNormal())));
                }
            }
        }
        return Splitters.RatioPerUser(builder.Build(), only, 0.2, 1);
    }
}
