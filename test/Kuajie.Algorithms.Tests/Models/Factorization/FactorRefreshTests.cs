using Kuajie.Algorithms.CrossDomain.JointAls;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Algorithms.Tests.Numerics;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models.Factorization;

public class FactorRefreshTests
{
    private static readonly ImplicitAlsOptions Options = new()
    {
        Rank = 6,
        Sweeps = 10,
        UnobservedWeight = 0.05,
        Regularization = 0.02,
        FrequencyExponent = 0.7,
        WeightExponent = 1,
        Solver = FactorSolver.Cholesky,
    };

    [Fact]
    public void FoldInItem_SomeTakers_IsThePlainSolutionOfTheItemHalf()
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = (FactorModel)new ImplicitAlsTrainer(Options).Train(dataset, 1, new TrainingRun());
        var interactions = dataset.Domains[1].Interactions;
        int[] active = [.. Enumerable.Range(0, dataset.UserCount).Where(user => interactions.RowLength(user) > 0)];
        int[] takers = [.. active.Where((_, place) => place % 5 == 0)];
        float[] weights = [.. takers.Select((_, place) => 1f + (place % 3))];
        var factors = active.SelectMany(user => FactorOf(model, dataset.HistoryOf(user))).ToArray();
        var taken = takers.SelectMany(user => FactorOf(model, dataset.HistoryOf(user))).ToArray();
        var mean = interactions.Values.ToArray().Average();
        float[] confidences = [.. weights.Select(weight => weight / mean)];
        int[] all = [.. Enumerable.Range(0, takers.Length)];
        var matrix = DenseTwins.OuterProducts(taken, 6, all, confidences);
        var gram = SymmetricMatrix.Gram(factors, 6);
        var ridge = 0.02 * Math.Pow(confidences.Sum() + (0.05 * active.Length), 0.7);
        for (var place = 0; place < 36; place++)
        {
            matrix[place / 6, place % 6] += (0.05 * gram[place]) + (place % 7 == 0 ? ridge : 0);
        }
        var rightHandSide = new double[6];
        for (var place = 0; place < taken.Length; place++)
        {
            rightHandSide[place % 6] += confidences[place / 6] * taken[place];
        }
        var expected = DenseTwins.Solve(matrix, rightHandSide);

        var found = new float[6];
        model.FoldInItem([.. takers.Select(dataset.HistoryOf)], weights, found);

        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-3 * (1 + Math.Abs(pair.First))));
    }

    [Fact]
    public void FoldInItem_TakersOfOneGroup_ScoresHigherForThatGroup()
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = (FactorModel)new JointAlsTrainer(new JointAlsOptions { Rank = 8 }).Train(dataset, 1, new TrainingRun());
        UserHistory[] takers = [.. Enumerable.Range(0, 12).Select(user => HistoryOf(dataset, $"first{user}"))];
        var item = new float[8];
        model.FoldInItem(takers, new float[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, item);
        var own = FactorOf(model, HistoryOf(dataset, "first20")).Zip(item).Sum(pair => pair.First * pair.Second);
        var other = FactorOf(model, HistoryOf(dataset, "second20")).Zip(item).Sum(pair => pair.First * pair.Second);
        Assert.True(own > 0.5 && own > other + 0.3, $"{own} beside {other}.");
    }

    [Fact]
    public void FoldInItem_NobodyKnown_IsZeroAndWrongLengthsThrow()
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = (FactorModel)new ImplicitAlsTrainer(Options).Train(dataset, 1, new TrainingRun());
        var factor = Enumerable.Repeat(1f, 6).ToArray();
        model.FoldInItem([UserHistory.Empty(2)], [1f], factor);
        Assert.All(factor, value => Assert.Equal(0, value));
        Assert.Throws<ArgumentException>(() => model.FoldInItem([UserHistory.Empty(2)], [], factor));
        Assert.Throws<ArgumentException>(() => model.FoldInItem([], [], new float[5]));
    }

    [Fact]
    public void FoldInItem_ModelStoredWithoutUsersGram_SaysSo()
    {
        var state = new ImplicitAlsTrainer(Options).Train(ModelWorlds.Checkerboard(), 1, new TrainingRun()).ToState();
        var older = state.Arrays.Where(pair => pair.Key is not ("userGram" or "userCount")).ToDictionary(StringComparer.Ordinal);
        var model = (FactorModel)new ImplicitAlsKind().Restore(state with { Arrays = older });
        Assert.Throws<InvalidOperationException>(() => model.FoldInItem([], [], new float[6]));
        Assert.DoesNotContain("userGram", model.ToState().Arrays.Keys);
    }

    [Theory]
    [InlineData(FactorSolver.Cg)]
    [InlineData(FactorSolver.Cholesky)]
    public void Refresh_MoreInteractionsAndNewItems_ComesNearTrainingAnew(FactorSolver solver)
    {
        var (dataset, heldOut) = ModelWorlds.Tastes(1);
        var (older, former) = Older(dataset);
        var trainer = new JointAlsTrainer(new JointAlsOptions { Rank = 12, Solver = solver });
        var refreshed = trainer.Refresh(trainer.Train(older, 1, new TrainingRun()), former, dataset, 1, new TrainingRun());
        var anew = trainer.Train(dataset, 1, new TrainingRun());
        var (found, full) = (ModelWorlds.HitRateAt10(refreshed, dataset, heldOut), ModelWorlds.HitRateAt10(anew, dataset, heldOut));
        Assert.True(found >= 0.93 * full, $"Found a hit rate of {found:P1}; training anew gives {full:P1}.");
    }

    [Fact]
    public void StartFrom_FormerFactors_GoesByFormerIndexAndLeavesNewItemsAtZero()
    {
        var interactions = new SparseMatrix(1, 3, [0, 3], [0, 1, 2], [1, 1, 1]);
        var settings = (Options with { Rank = 2 }).ToSettings();
        var block = new FactorizationBlockData(interactions, 0, 1, settings);
        var factorization = new AlternatingLeastSquares(settings, [block], 1, 0.1, new TrainingRun());
        factorization.StartFrom(0, [1, 2, 3, 4, 5, 6], [2, -1, 0]);
        Assert.Equal([5, 6, 0, 0, 1, 2], factorization.Fold().Blocks[0].Factors.ToArray());
    }

    [Fact]
    public void Refresh_AnyThreads_GivesTheSameModel()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var (older, former) = Older(dataset);
        var trainer = new ImplicitAlsTrainer(new ImplicitAlsOptions { Rank = 12 });
        var model = trainer.Train(older, 1, new TrainingRun());
        var expected = (IFactorModel)trainer.Refresh(model, former, dataset, 1, new TrainingRun());
        var found = (IFactorModel)trainer.Refresh(model, former, dataset, 1, new TrainingRun(Threads: 3));
        Assert.Equal(expected.ItemFactors.ToArray(), found.ItemFactors.ToArray());
    }

    [Fact]
    public void Refresh_ModelThatDoesNotFit_Throws()
    {
        var dataset = ModelWorlds.Checkerboard();
        var same = Same(dataset);
        var trainer = new ImplicitAlsTrainer(Options);
        var model = trainer.Train(dataset, 1, new TrainingRun());
        void Fails(IModel former, IReadOnlyList<ReadOnlyMemory<int>> items, int target) =>
            Assert.Throws<ArgumentException>(() => trainer.Refresh(former, items, dataset, target, new TrainingRun()));
        Fails(ModelCatalog.Find("popularity")!.CreateTrainer().Train(dataset, 1, new TrainingRun()), same, 1);
        Fails(new ImplicitAlsTrainer(Options with { Rank = 7 }).Train(dataset, 1, new TrainingRun()), same, 1);
        Fails(model, same, 0);
        Fails(model, [same[0]], 1);
        Fails(model, [same[0], same[1][1..]], 1);
        Fails(model, [same[0], Enumerable.Repeat(16, 16).ToArray()], 1);
        Fails(model, [same[0], Enumerable.Repeat(-2, 16).ToArray()], 1);
    }

    private static ReadOnlyMemory<int>[] Same(InteractionDataset dataset) =>
        [.. dataset.Domains.Select(domain => (ReadOnlyMemory<int>)Enumerable.Range(0, domain.Items.Count).ToArray())];

    /// <summary>The same users without a tenth of their rows and without the last items of each domain, numbered the other way round.</summary>
    private static (InteractionDataset Dataset, ReadOnlyMemory<int>[] FormerItems) Older(InteractionDataset dataset)
    {
        var builder = new InteractionDatasetBuilder();
        for (var domain = 0; domain < 2; domain++)
        {
            var from = dataset.Domains[domain];
            builder.AddDomain(from.Domain);
            for (var item = from.Items.Count - 4; item >= 0; item--)
            {
                builder.AddItem(domain, from.Items[item]);
            }
            for (var user = 0; user < from.Users.Count; user++)
            {
                var history = from.HistoryOf(from.UserIndexes.Span[user]);
                for (var entry = 0; entry < history.Count; entry++)
                {
                    if (history.Items.Span[entry] < from.Items.Count - 3 && (user + entry) % 10 != 0)
                    {
                        builder.Add(domain, from.Users[user], from.Items[history.Items.Span[entry]], history.Weights.Span[entry]);
                    }
                }
            }
        }
        builder.LinkSameIds(0, 1);
        var older = builder.Build();
        return (
            older,
            [
                .. dataset.Domains.Select(
                    (domain, index) => (ReadOnlyMemory<int>)domain.Items.Ids.Select(older.Domains[index].Items.IndexOf).ToArray()
                ),
            ]
        );
    }

    private static UserHistory HistoryOf(InteractionDataset dataset, string user) =>
        dataset.HistoryOf(dataset.Domains[0].UserIndexOf(user));

    private static float[] FactorOf(FactorModel model, UserHistory history)
    {
        var factor = new float[model.Rank];
        model.FoldIn(history, factor);
        return factor;
    }
}
