using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.UserKnn;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class UserKnnConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new UserKnnKind();

    protected override (string Json, string[] Faults) FaultyOptions =>
        ("{\"neighbors\":0,\"shrinkage\":-1,\"rarityExponent\":2,\"k\":3}", ["neighbors", "shrinkage", "rarityExponent", "k"]);

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];
}

public class UserKnnModelTests
{
    [Fact]
    public void Score_ThreeUsers_EqualsHandCalculation()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        foreach (var (user, items) in new[] { ("u1", "abc"), ("u2", "ad"), ("u3", "e") })
        {
            foreach (var item in items)
            {
                builder.Add(knowledge, user, $"{item}");
            }
        }
        var dataset = builder.Build();
        var options = new UserKnnOptions
        {
            Shrinkage = 0,
            RarityExponent = 0,
            PopularityPrior = 0.1,
        };
        var model = new UserKnnTrainer(options).Train(dataset, knowledge, new TrainingRun());
        var history = new UserHistory(new DomainHistory(new[] { 0, 1 }, new[] { 1f, 1f }, default));

        var scores = new float[5];
        model.Score(history, scores);

        // Who did a and b: cosine with u1 {a, b, c} 2 / (√2·√3), with u2 {a, d} 1 / (√2·√2), with u3 0; shares are these over their sum.
        var (first, second) = (2 / Math.Sqrt(6), 0.5);
        var (one, two) = (first / (first + second), second / (first + second));
        double[] expected = [1 + 0.1, one + 0.05, one + 0.05, two + 0.05, 0.05];
        Assert.Equal(expected, scores.Select(score => (double)score), (a, b) => Math.Abs(a - b) < 1e-6);

        // c comes through u1 alone, who shares a and b alike; d through u2, who shares only a.
        Assert.Equal([(0, Math.Round(one / 2, 6)), (1, Math.Round(one / 2, 6))], Parts(model.Explain(history, 2, 9)));
        Assert.Equal([(0, Math.Round(two, 6))], Parts(model.Explain(history, 3, 9)));
    }

    [Fact]
    public void Score_RareSharedItem_SpeaksLouder()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        foreach (var (user, items) in new[] { ("u1", "px"), ("u2", "ry"), ("u3", "p"), ("u4", "p"), ("u5", "p") })
        {
            foreach (var item in items)
            {
                builder.Add(knowledge, user, $"{item}");
            }
        }
        var dataset = builder.Build();
        var ids = dataset.Domains[0].Items;
        var (popular, rare) = (ids.IndexOf("p"), ids.IndexOf("r"));
        var history = new UserHistory(new DomainHistory(new[] { popular, rare }.Order().ToArray(), new[] { 1f, 1f }, default));
        var scores = new float[ids.Count];

        new UserKnnTrainer(new UserKnnOptions { RarityExponent = 1, PopularityPrior = 0 })
            .Train(dataset, 0, new TrainingRun())
            .Score(history, scores);

        Assert.True(scores[ids.IndexOf("y")] > scores[ids.IndexOf("x")]);
    }

    [Fact]
    public void ToState_UsersInAnyOrder_IsTheSame()
    {
        var states = new[] { new[] { 1, 2, 3 }, [3, 1, 2] }.Select(order =>
        {
            var builder = new InteractionDatasetBuilder();
            builder.AddDomain("knowledge");
            foreach (var item in Enumerable.Range(0, 5))
            {
                builder.AddItem(0, $"{item}");
            }
            foreach (var user in order)
            {
                builder.Add(0, $"user{user}", $"{user}");
                builder.Add(0, $"user{user}", $"{user + 1}");
            }
            return new UserKnnTrainer().Train(builder.Build(), 0, new TrainingRun()).ToState();
        });
        var columns = states.Select(state => state.Integers("items").ToArray()).ToArray();
        Assert.Equal(columns[0], columns[1]);
    }

    [Fact]
    public void HoldsUserRows_OnlyWhereRowsAreStored() =>
        Assert.Equal(["user-knn", "sequence-knn"], ModelCatalog.Kinds.Where(kind => kind.HoldsUserRows).Select(kind => kind.Name));

    private static (int, double)[] Parts(IReadOnlyList<Contribution> contributions) =>
        [.. contributions.Select(part => (part.Item, Math.Round(part.Amount, 6)))];
}
