using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Ease;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class EaseModelTests
{
    [Theory]
    [InlineData(EaseForm.Auto)]
    [InlineData(EaseForm.Dense)]
    [InlineData(EaseForm.Iterative)]
    [InlineData(EaseForm.Sparse)]
    public void Score_TwoItems_EqualsHandCalculation(EaseForm form)
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        builder.Add(knowledge, "u1", "a");
        builder.Add(knowledge, "u1", "b");
        builder.Add(knowledge, "u2", "a");
        var dataset = builder.Build();
        var options = new EaseOptions
        {
            Regularization = 1,
            PopularityPrior = 0.5,
            Form = form,
        };
        var model = new EaseTrainer(options).Train(dataset, knowledge, new TrainingRun());
        var scores = new float[2];
        model.Score(dataset.HistoryOf(0), scores);

        // XᵀX + I = [3 1; 1 2], P = [2 −1; −1 3] / 5: B[a, b] = 1 / 3, B[b, a] = 1 / 2. Priors 0.5 · 2 / 2 and 0.5 · 1 / 2.
        Assert.Equal(0.5 + 0.5, scores[0], 1e-5);
        Assert.Equal((1.0 / 3) + 0.25, scores[1], 1e-5);
        var contribution = Assert.Single(model.Explain(dataset.HistoryOf(0), 1, 9));
        Assert.Equal((0, 0), (contribution.Domain, contribution.Item));
        Assert.Equal(1.0 / 3, contribution.Amount, 1e-5);
    }

    [Theory]
    [InlineData(EaseForm.Dense, 0, 0)]
    [InlineData(EaseForm.Dense, 0.5, 1)]
    [InlineData(EaseForm.Iterative, 0, 0)]
    [InlineData(EaseForm.Iterative, -0.5, 0.5)]
    [InlineData(EaseForm.Sparse, 0.5, 0.5)]
    public void Train_AllNeighbors_EqualsPlainRegressionItemByItem(EaseForm form, double itemExponent, double userExponent)
    {
        var dataset = ModelWorlds.Checkerboard();
        var options = new EaseOptions
        {
            Regularization = 7,
            ItemExponent = itemExponent,
            UserExponent = userExponent,
            Form = form,
            Neighbors = 0,
            PopularityPrior = 0,
        };
        var model = new EaseTrainer(options).Train(dataset, 1, new TrainingRun());
        var expected = EaseTwin.Weights(dataset, 1, [null, 1], 7, itemExponent, userExponent);
        AssertWeights(expected, model, dataset, [1]);
    }

    [Fact]
    public void Train_FewNeighbors_KeepsTheLargestByMagnitude()
    {
        var dataset = ModelWorlds.Checkerboard();
        var options = new EaseOptions { Neighbors = 3, PopularityPrior = 0 };
        var model = new EaseTrainer(options).Train(dataset, 0, new TrainingRun());
        var expected = EaseTwin.Weights(dataset, 0, [1, null], options.Regularization, 0, 0);
        var found = WeightsOf(model, dataset, 0);
        for (var item = 0; item < 16; item++)
        {
            var largest = Enumerable.Range(0, 16).OrderByDescending(other => Math.Abs(expected[other, item])).Take(3).Order();
            Assert.Equal(largest, Enumerable.Range(0, 16).Where(other => found[other][item] != 0));
        }
    }

    [Fact]
    public void Train_DenseInverseBeyondTheLimit_NamesTheBytesAndTheCure()
    {
        var dataset = Wide();
        var options = new EaseOptions
        {
            Form = EaseForm.Dense,
            Neighbors = 50,
            MemoryLimitMegabytes = 1,
        };
        var thrown = Assert.Throws<InvalidModelOptionsException>(() => new EaseTrainer(options).Train(dataset, 0, new TrainingRun()));
        var fault = Assert.Single(thrown.Faults);
        Assert.Equal(("memoryLimitMegabytes", "1"), (fault.Option, fault.Found));
        Assert.Contains("600 × 600", fault.Expected, StringComparison.Ordinal);
        Assert.Contains("bytes", fault.Expected, StringComparison.Ordinal);
        Assert.Contains("form iterative | form sparse", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_AutoBeyondTheLimit_NeedsNoInverse()
    {
        var dataset = Wide();
        var found = Scores(new EaseOptions { MemoryLimitMegabytes = 1, Neighbors = 50 });
        var expected = Scores(new EaseOptions { Form = EaseForm.Dense, Neighbors = 50 });
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-4));

        float[] Scores(EaseOptions options)
        {
            var scores = new float[dataset.Domains[0].Items.Count];
            new EaseTrainer(options).Train(dataset, 0, new TrainingRun()).Score(dataset.HistoryOf(5), scores);
            return scores;
        }
    }

    [Fact]
    public void Train_AllWeightsBeyondTheLimit_SaysHowManyFit()
    {
        var options = new EaseOptions { Neighbors = 0, MemoryLimitMegabytes = 1 };
        var thrown = Assert.Throws<InvalidModelOptionsException>(() => new EaseTrainer(options).Train(Wide(), 0, new TrainingRun()));
        Assert.StartsWith("1 … 218 ", Assert.Single(thrown.Faults).Expected, StringComparison.Ordinal);
    }

    /// <summary>600 users of six items each out of 600: an inverse of 600 × 600 floats is over a megabyte.</summary>
    private static InteractionDataset Wide()
    {
        var builder = new InteractionDatasetBuilder();
        var only = builder.AddDomain("knowledge");
        for (var user = 0; user < 600; user++)
        {
            for (var step = 0; step < 6; step++)
            {
                builder.Add(only, $"u{user}", $"i{(user + (step * step * 7)) % 600}");
            }
        }
        return builder.Build();
    }

    /// <summary>Compares the scores of users who did exactly one thing with weight equal to the mean.</summary>
    internal static void AssertWeights(double[,] expected, IModel model, InteractionDataset dataset, int[] domains)
    {
        var row = 0;
        foreach (var domain in domains)
        {
            foreach (var weights in WeightsOf(model, dataset, domain))
            {
                for (var item = 0; item < weights.Length; item++)
                {
                    Assert.Equal(expected[row, item], weights[item], 2e-4);
                }
                row++;
            }
        }
        Assert.Equal(expected.GetLength(0), row);
    }

    private static float[][] WeightsOf(IModel model, InteractionDataset dataset, int domain)
    {
        var mean = dataset.Domains[domain].Interactions.Values.ToArray().Average();
        return
        [
            .. Enumerable
                .Range(0, model.DomainItemCounts[domain])
                .Select(item =>
                {
                    var scores = new float[model.DomainItemCounts[model.TargetDomain]];
                    var history = new DomainHistory(new[] { item }, new[] { mean }, default);
                    model.Score(UserHistory.Empty(dataset.Domains.Count).With(domain, history), scores);
                    return scores;
                }),
        ];
    }
}
