using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Xunit;

namespace Kuajie.Conformance.Models;

/// <summary>What every kind of model keeps to. Inherit it once per kind.</summary>
public abstract class ModelSuite
{
    /// <summary>The kind under test.</summary>
    protected abstract ModelKind Kind { get; }

    /// <summary>Options that train fast on small data.</summary>
    protected virtual string? OptionsJson => null;

    /// <summary>Whether selection searches the kind by itself; a blend is found from what the search of other kinds has measured.</summary>
    protected virtual bool HasSearchSpace => true;

    /// <summary>Options with several faults, and the names of all of them.</summary>
    protected abstract (string Json, string[] Faults) FaultyOptions { get; }

    /// <summary>The part of a score that no past interaction explains.</summary>
    protected virtual float UserIndependentPart(IModel model, UserHistory history, int item) => 0;

    /// <summary>Trains with the suite's options.</summary>
    protected IModel Train(InteractionDataset dataset, int target, int threads = 1, ulong seed = 3) =>
        Kind.CreateTrainer(OptionsJson).Train(dataset, target, new TrainingRun(seed, threads));

    /// <summary>Scores of all target items.</summary>
    protected static float[] Scores(IModel model, UserHistory history)
    {
        var scores = new float[model.DomainItemCounts[model.TargetDomain]];
        model.Score(history, scores);
        return scores;
    }

    [Fact]
    public void Find_ByName_GivesThisKind() => Assert.IsType(Kind.GetType(), ModelCatalog.Find(Kind.Name));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Score_AnyData_IsFinite(int target)
    {
        foreach (var dataset in new[] { ModelWorlds.Checkerboard(), ModelWorlds.Sparse(), ModelWorlds.Silent() })
        {
            var model = Train(dataset, target);
            var histories = Enumerable.Range(0, dataset.UserCount).Select(dataset.HistoryOf).Append(UserHistory.Empty(2));
            Assert.All(histories, history => Assert.All(Scores(model, history), score => Assert.True(float.IsFinite(score))));
        }
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameStateForAnyThreads()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var expected = Train(dataset, 1).ToState();
        Assert.All([1, 2, 3], threads => AssertSame(expected, Train(dataset, 1, threads).ToState()));
    }

    [Fact]
    public void Train_CancelledBefore_Throws() =>
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Kind.CreateTrainer(OptionsJson)
                .Train(ModelWorlds.Checkerboard(), 0, new TrainingRun(Cancellation: new CancellationToken(canceled: true)))
        );

    [Fact]
    public void Train_CancelledByProgress_Throws()
    {
        using var source = new CancellationTokenSource();
        var run = new TrainingRun(Progress: new CancelAtFirstReport(source), Cancellation: source.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => Kind.CreateTrainer(OptionsJson).Train(ModelWorlds.Checkerboard(), 0, run));
    }

    [Fact]
    public void Train_TargetOutsideDomains_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Train(ModelWorlds.Checkerboard(), 2));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Restore_OfState_ScoresBitIdentically(int target)
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = Train(dataset, target);
        var restored = Kind.Restore(model.ToState());
        AssertSame(model.ToState(), restored.ToState());
        for (var user = 0; user < dataset.UserCount; user++)
        {
            var history = dataset.HistoryOf(user);
            Assert.Equal(Scores(model, history), Scores(restored, history));
            Assert.Equal(model.Explain(history, 3, 5), restored.Explain(history, 3, 5));
        }
        Assert.Equal(Scores(model, UserHistory.Empty(2)), Scores(restored, UserHistory.Empty(2)));
    }

    [Fact]
    public void Restore_DamagedState_Throws()
    {
        var state = Train(ModelWorlds.Checkerboard(), 1).ToState();
        Assert.Throws<InvalidModelStateException>(() => Kind.Restore(state with { Model = "another" }));
        Assert.Throws<InvalidModelStateException>(() => Kind.Restore(state with { TargetDomain = 2 }));
        Assert.Throws<InvalidModelStateException>(() => Kind.Restore(state with { OptionsJson = "{\"unheard\":1}" }));
        Assert.Throws<InvalidModelStateException>(() => Kind.Restore(state with { DomainItemCounts = [17, 17] }));
        Assert.All(
            state.Arrays.Keys,
            name => Assert.Throws<InvalidModelStateException>(() => Kind.Restore(state with { Arrays = Shortened(state.Arrays, name) }))
        );
    }

    [Fact]
    public void Score_WrongInput_Throws()
    {
        var model = Train(ModelWorlds.Checkerboard(), 0);
        Assert.Throws<ArgumentException>(() => model.Score(UserHistory.Empty(2), new float[3]));
        Assert.Throws<ArgumentException>(() => model.Score(UserHistory.Empty(1), new float[16]));
        var outside = UserHistory.Empty(2).With(1, new DomainHistory(new[] { 16 }, new[] { 1f }, default));
        Assert.Throws<ArgumentException>(() => model.Score(outside, new float[16]));
        Assert.ThrowsAny<ArgumentException>(() => model.Explain(UserHistory.Empty(2), 16, 3));
    }

    [Fact]
    public void Score_FromManyThreads_IsTheSame()
    {
        var dataset = ModelWorlds.Checkerboard();
        var model = Train(dataset, 1);
        var expected = Enumerable.Range(0, dataset.UserCount).Select(user => Scores(model, dataset.HistoryOf(user))).ToArray();
        Parallel.For(
            0,
            8 * dataset.UserCount,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            place => Assert.Equal(expected[place % expected.Length], Scores(model, dataset.HistoryOf(place % expected.Length)))
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Explain_AllContributions_AddUpToTheScore(int target)
    {
        foreach (var dataset in new[] { ModelWorlds.Checkerboard(), ModelWorlds.Sparse() })
        {
            var model = Train(dataset, target);
            for (var user = 0; user < dataset.UserCount; user++)
            {
                var history = dataset.HistoryOf(user);
                var scores = Scores(model, history);
                for (var item = 0; item < scores.Length; item++)
                {
                    AssertExplained(model, history, item, scores[item]);
                }
            }
        }
    }

    [Fact]
    public void CreateTrainer_FaultyOptions_NamesAllFaultsAtOnce()
    {
        var thrown = Assert.Throws<InvalidModelOptionsException>(() => Kind.CreateTrainer(FaultyOptions.Json));
        Assert.Equal(FaultyOptions.Faults.Order(), thrown.Faults.Select(fault => fault.Option).Order());
        Assert.All(thrown.Faults, fault => Assert.True(fault.Found.Length > 0 && fault.Expected.Length > 0));
    }

    [Fact]
    public void CreateTrainer_UnknownOptionOrNoObject_IsAFault()
    {
        var unknown = Assert.Throws<InvalidModelOptionsException>(() => Kind.CreateTrainer("{\"unheard\":1}"));
        Assert.Equal("unheard", Assert.Single(unknown.Faults).Option);
        Assert.Throws<InvalidModelOptionsException>(() => Kind.CreateTrainer("[1]"));
        Assert.Throws<InvalidModelOptionsException>(() => Kind.CreateTrainer("{"));
    }

    [Fact]
    public void ToState_Options_RoundTrip()
    {
        var trainer = Kind.CreateTrainer(OptionsJson);
        var state = trainer.Train(ModelWorlds.Checkerboard(), 0, new TrainingRun()).ToState();
        Assert.Equal(Json(trainer), Json(Kind.CreateTrainer(state.OptionsJson)));
        Assert.Equal(Kind.Name, trainer.Name);
        Assert.Equal(Kind.Name, state.Model);
    }

    [Fact]
    public void SearchSpace_Twice_IsTheSameValidDistinctList()
    {
        var dataset = ModelWorlds.Checkerboard();
        var options = Kind.SearchSpace(dataset, 1).Select(trainer => trainer.Options).ToArray();
        Assert.True(HasSearchSpace == options.Length > 0);
        Assert.Equal(options, Kind.SearchSpace(dataset, 1).Select(trainer => trainer.Options));
        Assert.Equal(options.Length, options.Distinct().Count());
        Assert.All(options, option => Assert.Empty(option.Faults()));
    }

    [Fact]
    public void Refinements_OfTheFirstCandidate_AreValidAndDifferFromIt()
    {
        var space = Kind.SearchSpace(ModelWorlds.Checkerboard(), 1);
        var best = space.Count > 0 ? space[0] : Kind.CreateTrainer(OptionsJson);
        var refined = Kind.Refinements(best).Select(trainer => trainer.Options).ToArray();
        Assert.Equal(refined.Length, refined.Append(best.Options).Distinct().Count() - 1);
        Assert.All(refined, options => Assert.Empty(options.Faults()));
        Assert.All(Kind.Refinements(best), trainer => Assert.Equal(Kind.Name, trainer.Name));
    }

    /// <summary>Same name, target, options and arrays, bit by bit.</summary>
    protected static void AssertSame(ModelState expected, ModelState found)
    {
        Assert.Equal((expected.Model, expected.TargetDomain, expected.OptionsJson), (found.Model, found.TargetDomain, found.OptionsJson));
        Assert.Equal(expected.DomainItemCounts, found.DomainItemCounts);
        Assert.Equal(expected.Arrays.Keys.Order(), found.Arrays.Keys.Order());
        Assert.All(expected.Arrays, pair => Assert.Equal(Bits(pair.Value), Bits(found.Arrays[pair.Key])));
    }

    private void AssertExplained(IModel model, UserHistory history, int item, float score)
    {
        var all = model.Explain(history, item, int.MaxValue);
        var sum = all.Sum(contribution => (double)contribution.Amount) + UserIndependentPart(model, history, item);
        Assert.True(Math.Abs(sum - score) <= 1e-4 * (1 + Math.Abs(score)), $"Contributions add up to {sum}; expected {score}.");
        Assert.Equal(all.OrderByDescending(contribution => contribution.Amount).Select(c => c.Amount), all.Select(c => c.Amount));
        Assert.All(all, contribution => Assert.True(history[contribution.Domain].Items.Span.BinarySearch(contribution.Item) >= 0));
        Assert.Equal(all.Take(2), model.Explain(history, item, 2));
    }

    private static string Json(IModelTrainer trainer) => Algorithms.Models.OptionsJson.Write(trainer.Options);

    private static int[] Bits(ModelArray array) =>
        array switch
        {
            ModelArray.Floats floats => [.. floats.Values.ToArray().Select(BitConverter.SingleToInt32Bits)],
            ModelArray.Integers integers => integers.Values.ToArray(),
            _ => throw new InvalidOperationException($"Found an array of type {array.GetType()}."),
        };

    private static Dictionary<string, ModelArray> Shortened(IReadOnlyDictionary<string, ModelArray> arrays, string name)
    {
        var changed = arrays.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        changed[name] = arrays[name] switch
        {
            ModelArray.Floats floats => new ModelArray.Floats(floats.Values[1..]),
            ModelArray.Integers integers => new ModelArray.Integers(integers.Values[1..]),
            var other => other,
        };
        return changed;
    }

    private sealed class CancelAtFirstReport(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => source.Cancel();
    }
}
