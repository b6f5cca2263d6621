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
