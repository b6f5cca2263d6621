using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class CandidateScreenTests
{
    private static readonly TrainingRun Run = new(Threads: 2);

    [Fact]
    public void Measure_CandidateClearlyBelowTheBar_IsGivenUpAfterAQuarterOfTheRows()
    {
        var validation = Validation(1200);
        var selection = new ModelSelection(validation, Run);
        var good = selection.Measure(Candidate(validation, informed: true));
        var poor = selection.Measure(Candidate(validation, informed: false), good);
        Assert.False(good.IsGivenUp);
        Assert.True(poor.IsGivenUp);
        Assert.Equal((good.RowNdcg.Length + 3) / 4, poor.RowNdcg.Length);
        Assert.Null(poor.Natural);
        Assert.Same(good, ModelSelection.Best([poor, good]));
        Assert.Null(ModelSelection.Best([poor]));
        Assert.Null(ModelSelection.BestForCold([poor]));
    }

    [Fact]
    public void Measure_CandidateAsGoodAsTheBar_IsMeasuredWhole()
    {
        var validation = Validation(1200);
        var selection = new ModelSelection(validation, Run);
        var first = selection.Measure(Candidate(validation, informed: true));
        Assert.False(selection.Measure(Candidate(validation, informed: true), first).IsGivenUp);
        Assert.False(selection.Measure(Candidate(validation, informed: false)).IsGivenUp);
    }

    [Fact]
    public void Measure_FewRows_GivesNothingUp()
    {
        var validation = Validation(300);
        var selection = new ModelSelection(validation, Run);
        var good = selection.Measure(Candidate(validation, informed: true));
        Assert.Null(good.Look);
        Assert.False(selection.Measure(Candidate(validation, informed: false), good).IsGivenUp);
    }

    [Fact]
    public void Measure_WorseWarmButBetterCold_IsMeasuredWhole()
    {
        var validation = Validation(1200);
        var selection = new ModelSelection(validation, Run);
        var warm = selection.Measure(Candidate(validation, informed: true, isCross: true, onlyWhere: history => history[1].Count > 0));
        var cold = selection.Measure(
            Candidate(validation, informed: true, isCross: true, onlyWhere: history => history[1].Count == 0),
            warm
        );
        Assert.True(warm.Merit > cold.Merit);
        Assert.False(cold.IsGivenUp);
    }

    [Fact]
    public void Measure_GrowingTrainerOnManyInteractions_EndsItsSweepsAndSaysSo()
    {
        var validation = Validation(1200);
        var selection = new ModelSelection(validation, Run);
        var kind = ModelCatalog.Find("implicit-als")!;
        // Random rows: there is nothing to learn, so that sweeps gain nothing.
        var entry = selection.Measure(new SelectionCandidate(kind.Name, false, kind.CreateTrainer("{\"rank\":4,\"sweeps\":100}")));
        var sweeps = ((Algorithms.Models.ImplicitAls.ImplicitAlsOptions)entry.Candidate.Trainer.Options).Sweeps;
        Assert.InRange(sweeps, 52, 98);
        var again = new ModelSelection(validation, Run with { Threads = 1 }).Measure(
            new SelectionCandidate(kind.Name, false, entry.Candidate.Trainer)
        );
        Assert.Equal(again.RowNdcg.Length, entry.RowNdcg.Length);
    }

    [Fact]
    public void Measure_SingleDomainKinds_HiddenHistoriesScoredOnceAreScoredRight()
    {
        var validation = Validation(300);
        var selection = new ModelSelection(validation, Run);
        var cold = new CandidateLists(
            validation.Training,
            1,
            ColdRows.Of(new CandidateLists(validation.Training, 1, validation.Rows, validation.Candidates, [])),
            validation.Candidates,
            [],
            hideTarget: true
        );
        foreach (var kind in ModelCatalog.SearchedByAuto.Where(kind => !kind.IsCrossDomain && !kind.NeedsContent && kind.Name != "blend"))
        {
            var trainer = kind.CreateTrainer();
            var entry = selection.Measure(new SelectionCandidate(kind.Name, false, trainer));
            Assert.Equal(cold.Score(trainer.Train(validation.Training, 1, Run), Run).Ndcg, entry.ColdNdcg);
        }
    }

    private static ValidationSet Validation(int users) =>
        ValidationSet.FromTraining(ToyData.Random(users, 60, 6, seed: 3), 1, new SampledCandidates(20, [1]), seed: 1);

    private static SelectionCandidate Candidate(
        ValidationSet validation,
        bool informed,
        bool isCross = false,
        Func<UserHistory, bool>? onlyWhere = null
    )
    {
        var truth = validation.Rows.GroupBy(row => row.User).ToDictionary(group => group.Key, group => group.First().Item);
        var users = validation.Rows.ToDictionary(row => Key(validation.Training.HistoryOf(row.User)), row => row.User);
        return new SelectionCandidate(
            "toy",
            isCross,
            new ToyTrainer(
                (data, target) =>
                    new ToyModel(
                        data,
                        target,
                        (history, scores) =>
                        {
                            if (informed && onlyWhere?.Invoke(history) != false && users.TryGetValue(Key(history), out var user))
                            {
                                scores[truth[user]] = 1;
                            }
                        }
                    )
            )
        );
    }

    /// <summary>Source histories are random enough to tell users apart.</summary>
    private static string Key(UserHistory history) => string.Join(',', history[0].Items.ToArray());

    private sealed class ToyTrainer(Func<InteractionDataset, int, IModel> train) : IModelTrainer
    {
        public string Name => "toy";

        public ModelOptions Options => throw new InvalidOperationException("A toy has no options.");

        public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run) => train(dataset, targetDomain);
    }
}
