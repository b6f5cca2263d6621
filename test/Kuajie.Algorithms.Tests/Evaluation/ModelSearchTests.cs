using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class ModelSearchTests
{
    [Fact]
    public void Next_TwoKinds_TakeTurnsThenRefineTheBestThird()
    {
        var search = Search(new StepKind("slow", 6, refines: true), new StepKind("plain", 2, refines: false));
        Assert.Equal(8, search.Waiting);
        string[] expected =
        [
            "slow 0",
            "plain 0",
            "slow 1",
            "plain 1",
            "slow 2",
            "slow 3",
            "slow 4",
            "slow 5",
            "slow 105",
            "slow 104",
            "slow 205",
        ];
        Assert.Equal(expected, Drain(search));
    }

    [Fact]
    public void Next_EqualOptionsAgain_AreTriedOnce()
    {
        var search = Search(new StepKind("slow", 1, refines: true, step: 0));
        Assert.Equal(["slow 0"], Drain(search));
    }

    [Fact]
    public void Next_NoKinds_IsComplete() => Assert.Null(Search().Next());

    private static ModelSearch Search(params StepKind[] kinds) => new(kinds, ToyData.Random(20, 10, 3, seed: 1), 1);

    /// <summary>Runs the search with figures that grow with the option, and tells what it tried.</summary>
    private static List<string> Drain(ModelSearch search)
    {
        var tried = new List<string>();
        while (search.Next() is { } candidate)
        {
            var value = ((StepOptions)candidate.Trainer.Options).Value;
            tried.Add($"{candidate.Model} {value}");
            var weights = new RowWeights(new bool[1]);
            search.Add(new LeaderboardEntry(candidate, [value / 1000.0], [0], weights, [], new RowWeights([])));
        }
        return tried;
    }

    private sealed record StepOptions : ModelOptions
    {
        public int Value { get; init; }

        public override IEnumerable<OptionFault> Faults() => [];
    }

    private sealed class StepTrainer(string name, StepOptions options) : IModelTrainer
    {
        public string Name => name;

        public ModelOptions Options => options;

        public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run) =>
            throw new InvalidOperationException("Not trained here.");
    }

    private sealed class StepKind(string name, int count, bool refines, int step = 100) : TypedModelKind<StepOptions>
    {
        public override string Name => name;

        public override bool IsCrossDomain => false;

        public override IModelTrainer CreateTrainer(StepOptions options) => new StepTrainer(name, options);

        protected override IEnumerable<StepOptions> SearchOptions(InteractionDataset dataset, int targetDomain) =>
            Enumerable.Range(0, count).Select(value => new StepOptions { Value = value });

        protected override IEnumerable<StepOptions> RefineOptions(StepOptions best) =>
            refines ? [best with { Value = best.Value + step }] : [];

        protected override IModel Restore(ModelState state, StepOptions options) =>
            throw new InvalidOperationException("Not restored here.");
    }
}
