using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.GraphWalk;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class GraphWalkConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new GraphWalkKind();

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"neighbors\":0,\"alpha\":0,\"beta\":9,\"k\":3}", ["neighbors", "alpha", "beta", "k"]);

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}

public class GraphWalkModelTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.7, 0.6)]
    public void Score_ThreeUsers_EqualsTheWalkByHand(double alpha, double beta)
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        foreach (var (user, items) in new[] { ("u1", "ab"), ("u2", "abc"), ("u3", "c") })
        {
            foreach (var item in items)
            {
                builder.Add(knowledge, user, $"{item}");
            }
        }
        var dataset = builder.Build();
        var options = new GraphWalkOptions
        {
            Alpha = alpha,
            Beta = beta,
            PopularityPrior = 0,
        };
        var model = new GraphWalkTrainer(options).Train(dataset, knowledge, new TrainingRun());

        var scores = new float[3];
        model.Score(dataset.HistoryOf(0), scores);

        // From a the walker goes to u1 or u2, each with ½; from u1 to b with ½, from u2 to b or c with ⅓ each. a, b and c have two users.
        double P(double probability) => Math.Pow(probability, alpha);
        var toB = (P(0.5) * P(0.5)) + (P(0.5) * P(1 / 3.0));
        var toC = P(0.5) * P(1 / 3.0);
        // a and b lead to each other and to c, c to a and b; popularity divides all alike, and the mean of the three sums is made 1.
        var divisor = ((2 * (toB + toC)) + (2 * toC)) / 3;
        Assert.Equal(toB / divisor, scores[0], 1e-6);
        Assert.Equal(toB / divisor, scores[1], 1e-6);
        Assert.Equal(2 * toC / divisor, scores[2], 1e-6);
        Assert.Equal([0, 1], model.Explain(dataset.HistoryOf(0), 2, 9).Select(part => part.Item));
    }

    [Fact]
    public void Score_LargerBeta_HoldsPopularItemsBack()
    {
        var dataset = ModelWorlds.Tastes(0).Dataset;
        double MeanUsersOfBest(double beta)
        {
            var model = new GraphWalkTrainer(new GraphWalkOptions { Beta = beta }).Train(dataset, 0, new TrainingRun());
            var scores = new float[dataset.Domains[0].Items.Count];
            var users = dataset.Domains[0].Interactions.Transpose();
            return Enumerable
                .Range(0, 50)
                .Average(user =>
                {
                    model.Score(dataset.HistoryOf(user), scores);
                    return users.RowLength(Array.IndexOf(scores, scores.Max()));
                });
        }
        Assert.True(MeanUsersOfBest(1) < MeanUsersOfBest(0));
    }
}
