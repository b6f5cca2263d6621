using Kuajie.Algorithms.CrossDomain.EmbeddingMapping;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Tests.Numerics;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class EmbeddingMappingModelTests
{
    private static readonly EmbeddingMappingOptions Options = new()
    {
        Rank = 6,
        Sweeps = 6,
        WeightExponent = 1,
    };

    [Fact]
    public void FoldIn_TargetInteractionsAndPrior_EqualsPlainSolveOfTheFormula()
    {
        var dataset = ModelWorlds.Checkerboard();
        var options = Options with { PriorWeight = 0.7 };
        var model = (EmbeddingMappingModel)new EmbeddingMappingTrainer(options).Train(dataset, 1, new TrainingRun());
        var history = dataset.HistoryOf(3);
        var mapped = new float[6];
        model.FoldIn(history.With(1, DomainHistory.Empty), mapped);
        var found = new float[6];
        model.FoldIn(history, found);

        var factors = model.ItemFactors.ToArray();
        var mean = dataset.Domains[1].Interactions.Values.ToArray().Average();
        var confidences = history[1].Weights.ToArray().Select(weight => weight / mean).ToArray();
        int[] all = [.. Enumerable.Range(0, 16)];
        var matrix = DenseTwins.OuterProducts(factors, 6, all, [.. all.Select(_ => (float)options.UnobservedWeight)]);
        var ridge = options.Regularization * (confidences.Sum() + (options.UnobservedWeight * 16));
        var right = new double[6];
        for (var row = 0; row < 6; row++)
        {
            matrix[row, row] += ridge;
        }
        for (var row = 0; row < 6; row++)
        {
            right[row] = 0.7 * Enumerable.Range(0, 6).Sum(column => matrix[row, column] * mapped[column]);
            for (var entry = 0; entry < confidences.Length; entry++)
            {
                right[row] += confidences[entry] * factors[(history[1].Items.Span[entry] * 6) + row];
            }
        }
        var observed = DenseTwins.OuterProducts(factors, 6, history[1].Items.ToArray(), confidences);
        for (var row = 0; row < 6; row++)
        {
            for (var column = 0; column < 6; column++)
            {
                matrix[row, column] = (1.7 * matrix[row, column]) + observed[row, column];
            }
        }
        Assert.All(DenseTwins.Solve(matrix, right).Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void FoldIn_NoSourceInteractions_IsTheSingleDomainModel()
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = (IFactorModel)new EmbeddingMappingTrainer(Options).Train(dataset, 1, new TrainingRun());
        var single = (IFactorModel)
            new ImplicitAlsTrainer(
                new ImplicitAlsOptions
                {
                    Rank = 6,
                    Sweeps = 6,
                    WeightExponent = 1,
                }
            ).Train(dataset, 1, new TrainingRun());
        var (expected, found) = (new float[6], new float[6]);
        single.FoldIn(dataset.HistoryOf(2), expected);
        model.FoldIn(dataset.HistoryOf(2).With(0, DomainHistory.Empty), found);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Best_TargetsAreALinearMapOfSources_FindsTheMap()
    {
        var sources = DenseTwins.Normals(200 * 3, 1);
        float[] map = [1, 0.5f, 0, -1, 2, 0, 0.25f, 0, 1];
        var targets = new float[sources.Length];
        for (var user = 0; user < 200; user++)
        {
            FactorMap.Forward(map, sources.AsSpan(user * 3, 3), 1, targets.AsSpan(user * 3, 3));
        }
        var weights = Enumerable.Range(0, 200).Select(user => 1f + (user % 3)).ToArray();
        float[] gram = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        var (found, error, multiple) = new LeaveOneOutRidge(sources, targets, weights, 3, new TrainingRun()).Best(gram);
        Assert.All(map.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        Assert.Equal(1e-4, multiple);
        Assert.True(error < 1e-2);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    public void LeftOutError_AnyRidge_EqualsRefittingWithoutEachUser(double multiple)
    {
        const int Users = 30;
        var (sources, targets) = (DenseTwins.Normals(Users * 2, 2), DenseTwins.Normals(Users * 2, 3));
        var weights = Enumerable.Range(0, Users).Select(user => 0.5f + (user % 4)).ToArray();
        float[] gram = [2, 0.5f, 0.5f, 1];
        var ridge = new LeaveOneOutRidge(sources, targets, weights, 2, new TrainingRun());
        var expected = 0.0;
        for (var left = 0; left < Users; left++)
        {
            var without = Enumerable.Range(0, Users).Select(user => user == left ? 0 : weights[user]).ToArray();
            var map = PlainRidge(sources, targets, without, multiple * MeanEigenvalue(sources, weights));
            var error = new double[2];
            for (var column = 0; column < 2; column++)
            {
                error[column] =
                    targets[(left * 2) + column] - (sources[left * 2] * map[0, column]) - (sources[(left * 2) + 1] * map[1, column]);
            }
            expected += weights[left] * ((2 * error[0] * error[0]) + (error[0] * error[1]) + (error[1] * error[1]));
        }
        Assert.Equal(expected, ridge.LeftOutError(multiple, gram), 1e-3 * expected);
    }

    [Fact]
    public void LeftOutError_NoRelation_LeavesNothingOfTheMap()
    {
        var (sources, targets) = (DenseTwins.Normals(40 * 6, 4), DenseTwins.Normals(40 * 6, 5));
        var gram = Enumerable.Range(0, 36).Select(place => place % 7 == 0 ? 1f : 0).ToArray();
        var (map, _, multiple) = new LeaveOneOutRidge(sources, targets, [.. Enumerable.Repeat(1f, 40)], 6, new TrainingRun()).Best(gram);
        Assert.True(multiple >= 1);
        Assert.True(map.Max(Math.Abs) < 0.2);
    }

    [Fact]
    public void Score_ThreeDomains_CombinesTheSourcesThatSpeak()
    {
        var builder = new InteractionDatasetBuilder();
        int[] domains = [builder.AddDomain("knowledge"), builder.AddDomain("sports"), builder.AddDomain("auto")];
        for (var user = 0; user < 24; user++)
        {
            foreach (var domain in domains)
            {
                builder.Add(domain, $"u{user}", $"{user % 2} a");
                builder.Add(domain, $"u{user}", $"{user % 2} {(user % 3 == 0 ? "b" : "c")}");
            }
        }
        builder.LinkSameIds(0, 1);
        builder.LinkSameIds(0, 2);
        var dataset = builder.Build();
        var model = new EmbeddingMappingTrainer(Options).Train(dataset, 0, new TrainingRun());
        var scores = new float[6];
        foreach (var silent in domains)
        {
            var history = dataset.HistoryOf(1).With(0, DomainHistory.Empty).With(silent, DomainHistory.Empty);
            model.Score(history, scores);
            var best = Enumerable.Range(0, 6).MaxBy(item => scores[item]);
            Assert.StartsWith("1", dataset.Domains[0].Items.Ids[best], StringComparison.Ordinal);
        }
    }

    private static double MeanEigenvalue(float[] sources, float[] weights) =>
        weights
            .Select(
                (weight, user) => weight * ((sources[user * 2] * sources[user * 2]) + (sources[(user * 2) + 1] * sources[(user * 2) + 1]))
            )
            .Sum() / 2;

    private static double[,] PlainRidge(float[] sources, float[] targets, float[] weights, double ridge)
    {
        var matrix = DenseTwins.OuterProducts(sources, 2, [.. Enumerable.Range(0, weights.Length)], weights);
        matrix[0, 0] += ridge;
        matrix[1, 1] += ridge;
        var map = new double[2, 2];
        for (var column = 0; column < 2; column++)
        {
            var right = new double[2];
            for (var user = 0; user < weights.Length; user++)
            {
                right[0] += weights[user] * sources[user * 2] * targets[(user * 2) + column];
                right[1] += weights[user] * sources[(user * 2) + 1] * targets[(user * 2) + column];
            }
            var solution = DenseTwins.Solve(matrix, right);
            (map[0, column], map[1, column]) = (solution[0], solution[1]);
        }
        return map;
    }
}
