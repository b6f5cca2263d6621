using Kuajie.Algorithms.CrossDomain.JointAls;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Tests.Numerics;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class JointAlsModelTests
{
    private static readonly JointAlsOptions Options = new()
    {
        Rank = 5,
        Sweeps = 6,
        OtherDomainWeight = 0.4,
        UnobservedWeight = 0.05,
        Regularization = 0.02,
        FrequencyExponent = 0.7,
        WeightExponent = 1,
    };

    [Fact]
    public void FoldIn_AnyUser_EqualsPlainSolveOfTheFormula()
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = (JointAlsModel)new JointAlsTrainer(Options).Train(dataset, 1, new TrainingRun());
        var state = model.ToState();
        for (var user = 0; user < dataset.UserCount; user++)
        {
            var factor = new float[Options.Rank];
            model.FoldIn(dataset.HistoryOf(user), factor);
            var expected = PlainFactor(dataset, user, state);
            Assert.All(expected.Zip(factor), pair => Assert.Equal(pair.First, pair.Second, 1e-3 * (1 + Math.Abs(pair.First))));
        }
    }

    [Fact]
    public void Train_ThirdDomainWithoutWeight_EqualsTrainingOnTheOtherTwo()
    {
        var two = ModelWorlds.Checkerboard();
        var third = new DomainInteractions(
            "noise",
            two.Domains[0].Users,
            two.Domains[0].UserIndexes.ToArray(),
            two.Domains[0].Items,
            two.Domains[0].Interactions,
            []
        );
        var three = new InteractionDataset(two.UserCount, [two.Domains[0], two.Domains[1], third]);
        var alone = (JointAlsModel)new JointAlsTrainer(Options with { OtherDomainWeight = 0.6 }).Train(two, 1, new TrainingRun());

        var weighted = (JointAlsModel)new JointAlsTrainer(Options with { DomainWeights = [0.6, 0] }).Train(three, 1, new TrainingRun());
        var heard = (JointAlsModel)new JointAlsTrainer(Options with { DomainWeights = [0.6, 0.6] }).Train(three, 1, new TrainingRun());

        var (expected, found, other) = (new float[16], new float[16], new float[16]);
        var history = three.HistoryOf(3);
        alone.Score(two.HistoryOf(3), expected);
        weighted.Score(history, found);
        heard.Score(history, other);
        Assert.Equal(expected, found);
        Assert.True(expected.Zip(other).Max(pair => Math.Abs(pair.First - pair.Second)) > 0.05);
    }

    [Fact]
    public void Train_WeightsOfAnotherNumberOfDomains_IsAFault()
    {
        var trainer = new JointAlsTrainer(Options with { DomainWeights = [1, 1] });
        var thrown = Assert.Throws<InvalidModelOptionsException>(() => trainer.Train(ModelWorlds.Checkerboard(), 1, new TrainingRun()));
        Assert.Equal("domainWeights", Assert.Single(thrown.Faults).Option);
    }

    [Fact]
    public void SearchSpace_ThreeDomains_TriesEachAheadOfTheOther()
    {
        var two = ModelWorlds.Checkerboard();
        var three = new InteractionDataset(two.UserCount, [two.Domains[0], two.Domains[0], two.Domains[1]]);
        var weights = new JointAlsKind().SearchSpace(three, 2).Select(trainer => ((JointAlsOptions)trainer.Options).DomainWeights);
        Assert.Equal(
            [
                [1, 0.1],
                [0.1, 1],
            ],
            weights.Where(one => one.Count > 0).Select(one => one.ToArray())
        );
    }

    [Theory]
    [InlineData(5)]
    [InlineData(80)]
    public void Train_MoreSweeps_NeverRaisesTheObjective(int rank)
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var losses = Enumerable.Range(1, 5).Select(sweeps => Objective(dataset, Options with { Rank = rank, Sweeps = sweeps })).ToArray();
        Assert.All(
            losses.Zip(losses.Skip(1)),
            pair => Assert.True(pair.Second <= pair.First * 1.000001, $"{pair.First} rose to {pair.Second}.")
        );
        Assert.True(losses[^1] < 0.95 * losses[0]);
    }

    [Fact]
    public void Train_OtherDomainWeightZero_IsImplicitAlsOfTheTarget()
    {
        var dataset = ModelWorlds.Checkerboard();
        var single = new ImplicitAlsTrainer(new ImplicitAlsOptions { Rank = 5, Sweeps = 3 }).Train(dataset, 1, new TrainingRun());
        var joint = new JointAlsTrainer(
            new JointAlsOptions
            {
                Rank = 5,
                Sweeps = 3,
                OtherDomainWeight = 0,
            }
        ).Train(dataset, 1, new TrainingRun());
        var (expected, found) = (new float[16], new float[16]);
        single.Score(dataset.HistoryOf(0), expected);
        joint.Score(dataset.HistoryOf(0), found);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Score_AsFactorModel_IsTheDotProductOfFactors()
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = (IFactorModel)new JointAlsTrainer(Options).Train(dataset, 0, new TrainingRun());
        var (factor, scores) = (new float[model.Rank], new float[16]);
        model.FoldIn(dataset.HistoryOf(3), factor);
        model.Score(dataset.HistoryOf(3), scores);
        for (var item = 0; item < scores.Length; item++)
        {
            var own = model.ItemFactors.Slice(item * model.Rank, model.Rank).ToArray();
            Assert.Equal(own.Zip(factor).Sum(pair => pair.First * pair.Second), scores[item], 1e-5f);
        }
    }

    /// <summary>x = (Σ_d w_d (Σ c y yᵀ + α₀ Y_dᵀY_d) + λ mass^ν I)⁻¹ Σ_d w_d Σ c y over the domains the user came to, in doubles.</summary>
    private static double[] PlainFactor(InteractionDataset dataset, int user, ModelState state)
    {
        var rank = Options.Rank;
        var (matrix, rightHandSide, mass) = (new double[rank, rank], new double[rank], 0.0);
        for (var domain = 0; domain < 2; domain++)
        {
            var history = dataset.HistoryOf(user)[domain];
            if (history.Count == 0)
            {
                continue;
            }
            var factors = ((ModelArray.Floats)state.Arrays[$"factors{domain}"]).Values.ToArray();
            var weight = domain == state.TargetDomain ? 1 : Options.OtherDomainWeight;
            var mean = dataset.Domains[domain].Interactions.Values.ToArray().Average();
            var confidences = history.Weights.ToArray().Select(value => (float)(weight * value / mean)).ToArray();
            int[] all = [.. Enumerable.Range(0, factors.Length / rank)];
            Add(matrix, DenseTwins.OuterProducts(factors, rank, history.Items.ToArray(), confidences), 1);
            Add(matrix, DenseTwins.OuterProducts(factors, rank, all, [.. all.Select(_ => 1f)]), weight * Options.UnobservedWeight);
            for (var entry = 0; entry < confidences.Length; entry++)
            {
                for (var place = 0; place < rank; place++)
                {
                    rightHandSide[place] += confidences[entry] * factors[(history.Items.Span[entry] * rank) + place];
                }
            }
            mass += confidences.Sum() + (weight * Options.UnobservedWeight * all.Length);
        }
        for (var place = 0; place < rank; place++)
        {
            matrix[place, place] += Options.Regularization * Math.Pow(mass, Options.FrequencyExponent);
        }
        return DenseTwins.Solve(matrix, rightHandSide);
    }

    private static void Add(double[,] sum, double[,] matrix, double scale)
    {
        for (var row = 0; row < sum.GetLength(0); row++)
        {
            for (var column = 0; column < sum.GetLength(1); column++)
            {
                sum[row, column] += scale * matrix[row, column];
            }
        }
    }

    /// <summary>The whole objective of docs/methods/joint-als.md with users folded in, by plain loops over all pairs.</summary>
    private static double Objective(InteractionDataset dataset, JointAlsOptions options)
    {
        var model = (JointAlsModel)new JointAlsTrainer(options).Train(dataset, 1, new TrainingRun());
        var state = model.ToState();
        var rank = options.Rank;
        var users = Enumerable.Range(0, dataset.UserCount).Select(user => FactorOf(model, dataset, user)).ToArray();
        var userMasses = new double[users.Length];
        var loss = 0.0;
        for (var domain = 0; domain < 2; domain++)
        {
            var weight = domain == 1 ? 1 : options.OtherDomainWeight;
            var matrix = dataset.Domains[domain].Interactions;
            var mean = matrix.Values.ToArray().Average();
            var factors = ((ModelArray.Floats)state.Arrays[$"factors{domain}"]).Values.ToArray();
            for (var item = 0; item < matrix.ColumnCount; item++)
            {
                var (own, mass) = (factors.AsSpan(item * rank, rank).ToArray(), 0.0);
                for (var user = 0; user < users.Length; user++)
                {
                    var place = matrix.RowColumns(user).BinarySearch(item);
                    var confidence = place < 0 ? 0 : Math.Pow(matrix.RowValues(user)[place] / mean, options.WeightExponent);
                    var score = own.Zip(users[user]).Sum(pair => (double)pair.First * pair.Second);
                    loss += weight * ((confidence * (1 - score) * (1 - score)) + (options.UnobservedWeight * score * score));
                    mass += confidence + options.UnobservedWeight;
                    userMasses[user] += weight * (confidence + options.UnobservedWeight);
                }
                loss += own.Any(value => value != 0) ? weight * Ridge(options, mass, own) : 0;
            }
        }
        return loss + users.Select((factor, user) => Ridge(options, userMasses[user], factor)).Sum();
    }

    private static double Ridge(JointAlsOptions options, double mass, float[] factor) =>
        options.Regularization * Math.Pow(mass, options.FrequencyExponent) * factor.Sum(value => (double)value * value);

    private static float[] FactorOf(JointAlsModel model, InteractionDataset dataset, int user)
    {
        var factor = new float[model.Rank];
        model.FoldIn(dataset.HistoryOf(user), factor);
        return factor;
    }
}
