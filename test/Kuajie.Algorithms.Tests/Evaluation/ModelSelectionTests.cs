using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class ModelSelectionTests
{
    private static readonly TrainingRun Run = new(Threads: 2);

    [Fact]
    public void FromTraining_Rows_AreNotInReducedTrainingAndAreCapped()
    {
        var dataset = ToyData.Random(80, 40, 6, seed: 3);
        var validation = ValidationSet.FromTraining(dataset, 1, SampledCandidates.Default, seed: 1, mostRows: 30);
        var reduced = validation.Training.Domains[1].Interactions;
        Assert.InRange(validation.Rows.Count, 20, 30);
        Assert.True(validation.IsReduced);
        Assert.All(validation.Rows, row => Assert.False(reduced.Contains(row.User, row.Item)));
        Assert.Equal(dataset.Domains[0].Interactions.EntryCount, validation.Training.Domains[0].Interactions.EntryCount);
        Assert.Equal(validation.Rows.Count, validation.Rows.Select(row => row.User).Distinct().Count());
    }

    [Fact]
    public void Best_EqualEntries_KeepsTheEarlier()
    {
        var entries = new[] { Entry("a", false, 0.2), Entry("b", false, 0.5), Entry("c", true, 0.5) };
        Assert.Same(entries[1], ModelSelection.Best(entries));
        Assert.Null(ModelSelection.Best([]));
    }

    [Fact]
    public void Measure_ToldAndUntoldTrainers_RanksTheInformedFirst()
    {
        var validation = ValidationSet.FromTraining(
            ToyData.Random(200, 300, 6, seed: 3),
            1,
            new SampledCandidates(99, [1]),
            seed: 1,
            mostRows: 60
        );
        var truth = validation.Rows.GroupBy(row => row.Item).Select(group => group.Key).ToHashSet();
        var informed = new ToyTrainer(
            (data, target) =>
                new ToyModel(
                    data,
                    target,
                    (_, scores) =>
                    {
                        foreach (var item in truth)
                        {
                            scores[item] = 1;
                        }
                    }
                )
        );
        var chance = new ToyTrainer(ToyModel.Chance);
        var selection = new ModelSelection(validation, Run);
        LeaderboardEntry[] entries =
        [
            selection.Measure(new SelectionCandidate("chance", false, chance)),
            selection.Measure(new SelectionCandidate("informed", true, informed)),
        ];
        Assert.Equal("informed", ModelSelection.Best(entries)!.Candidate.Model);
        Assert.InRange(entries[0].HitRate, 0.02, 0.25);
    }

    [Fact]
    public void Gate_CrossBetterForFewWorseForMany_ServesEachWhatIsBetter()
    {
        // 150 users with 3 target rows (few), 150 with 9 (many), all linked; one row of each is held out.
        var builder = new InteractionDatasetBuilder();
        var (source, target) = (builder.AddDomain("source"), builder.AddDomain("target"));
        for (var user = 0; user < 300; user++)
        {
            builder.Add(source, $"u{user}", "s");
            for (var row = 0; row < (user < 150 ? 3 : 9); row++)
            {
                builder.Add(target, $"u{user}", $"t{row}");
            }
        }
        builder.LinkSameIds(source, target);
        var validation = ValidationSet.FromTraining(builder.Build(), target, new SampledCandidates(5, [1]), seed: 1);
        var selection = new ModelSelection(validation, Run);
        bool[] isFew = [.. validation.Rows.Select(row => validation.Training.HistoryOf(row.User)[target].Count <= UserSegment.MostFewRows)];
        var single = Entry("single", false, [.. isFew.Select(few => few ? 0.1 : 0.4)], cold: 0.1);
        var cross = Entry("cross", true, [.. isFew.Select(few => few ? 0.2 : 0.1)], cold: 0.3);

        var decisions = selection.Gate(single, cross, cross).Decisions;

        Assert.True(decisions.Single(one => one.Segment.Name == "few-linked").ServesCrossDomain);
        Assert.False(decisions.Single(one => one.Segment.Name == "many-linked").ServesCrossDomain);
        var cold = decisions.Single(one => one.Segment.Name == "cold-linked");
        Assert.True(cold.ServesCrossDomain);
        Assert.Equal("hidden-history", cold.Evidence);
        Assert.False(decisions.Single(one => one.Segment.Name == "cold-unlinked").ServesCrossDomain);
        var all = decisions.Single(one => one.Segment.Name == "many-unlinked");
        Assert.Equal(("warm-rows", false), (all.Evidence, all.ServesCrossDomain));
        Assert.Equal(0.3, selection.ServedNdcg(selection.Gate(single, cross, cross), single, cross, cross), 2);
    }

    [Fact]
    public void BestForCold_ModelsUselessWhenWarm_AreChosenByHiddenHistories()
    {
        var warm = Entry("warm", true, [0.4, 0.4], cold: 0.05);
        var cold = Entry("cold", true, [0.1, 0.1], cold: 0.2);
        Assert.Same(warm, ModelSelection.Best([warm, cold]));
        Assert.Same(cold, ModelSelection.BestForCold([warm, cold]));
        Assert.Null(ModelSelection.BestForCold([]));
    }

    [Fact]
    public void Best_ModelThatOnlyMatchesDuplicates_LosesToOneThatKnowsTastes()
    {
        // Plain means: 0.475 for the matcher, 0.4 for the other. With the two twin rows counted half: 1 / 3 against 1.4 / 3.
        bool[] hasTwin = [true, true, false, false];
        var matcher = Entry("matcher", true, [1.0, 0.8, 0.0, 0.1], hasTwin);
        var knower = Entry("knower", true, [0.2, 0.2, 0.6, 0.6], hasTwin);

        Assert.True(matcher.Ndcg > knower.Ndcg);
        Assert.Equal(1.0 / 3, matcher.Merit, 12);
        Assert.Equal(1.4 / 3, knower.Merit, 12);
        Assert.Same(knower, ModelSelection.Best([matcher, knower]));
    }

    private static LeaderboardEntry Entry(string name, bool isCross, double[] ndcg, bool[] hasTwin) =>
        Entry(name, isCross, ndcg, 0) with
        {
            Weights = new RowWeights(hasTwin),
        };

    private static LeaderboardEntry Entry(string name, bool isCross, double ndcg) => Entry(name, isCross, [ndcg], ndcg);

    private static LeaderboardEntry Entry(string name, bool isCross, double[] ndcg, double cold) =>
        new(
            new SelectionCandidate(name, isCross, new ToyTrainer(ToyModel.Chance)),
            ndcg,
            ndcg,
            new RowWeights(new bool[ndcg.Length]),
            [.. Enumerable.Repeat(cold, 200)],
            new RowWeights(new bool[200])
        );

    private sealed class ToyTrainer(Func<InteractionDataset, int, IModel> train) : IModelTrainer
    {
        public string Name => "toy";

        public ModelOptions Options => throw new InvalidOperationException("A toy has no options.");

        public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run) => train(dataset, targetDomain);
    }
}
