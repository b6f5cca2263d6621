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
            "slow 305",
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

    [Fact]
    public void BarOf_SixOfAKind_IsTheThirdBestSoFar()
    {
        var search = Search(new StepKind("slow", 6, refines: true));
        var bars = new List<int?>();
        while (search.Next() is { } candidate && bars.Count < 6)
        {
            bars.Add(search.BarOf(candidate) is { } bar ? ((StepOptions)bar.Candidate.Trainer.Options).Value : null);
            search.Add(Entry(candidate));
        }
        Assert.Equal([null, null, null, 0, 1, 2], bars);
    }

    [Fact]
    public void Next_GivenUpCandidate_IsNeitherRefinedNorABar()
    {
        var search = Search(new StepKind("slow", 3, refines: true));
        for (var place = 0; place < 3; place++)
        {
            var candidate = search.Next()!;
            search.Add(Entry(candidate) with { IsGivenUp = place == 2 });
        }
        Assert.Equal(101, ((StepOptions)search.Next()!.Trainer.Options).Value);
    }

    [Fact]
    public void Next_AlternatingLeastSquares_GoesOnFromTheSurvivorsModelsAlone()
    {
        var dataset = ToyData.Random(60, 300, 5, seed: 1);
        var kind = ModelCatalog.Find("implicit-als")!;
        var search = new ModelSearch([kind], dataset, 1);
        var added = new List<(LeaderboardEntry Entry, IModel Model)>();
        while (search.Next() is { } candidate)
        {
            if (candidate.Origin is { } origin)
            {
                var (entry, model) = added.Single(one => OptionsOf(one.Entry) == OptionsOf(origin));
                Assert.Same(model, origin.Trained);
                Assert.Equal(((IGrowingTrainer)candidate.Trainer).OriginJson, OptionsOf(entry));
            }
            var trained = candidate.Trainer.Train(dataset, 1, new TrainingRun());
            var own = Entry(candidate with { Origin = null }, added.Count) with
            {
                Trained = trained,
                IsContinued = candidate.Origin is not null,
            };
            added.Add((own, trained));
            search.Add(own);
            Assert.InRange(search.ModelsKept, 0, 4);
        }
        // Four candidates, the best two refined, of these the best one again, and that once more from another start.
        Assert.Equal(8, added.Count);
        Assert.Single(added, one => one.Entry.IsContinued);
        Assert.Equal(0, search.ModelsKept);

        static string OptionsOf(LeaderboardEntry entry) => OptionsJson.Write(entry.Candidate.Trainer.Options);
    }

    private static LeaderboardEntry Entry(SelectionCandidate candidate) => Entry(candidate, ((StepOptions)candidate.Trainer.Options).Value);

    private static LeaderboardEntry Entry(SelectionCandidate candidate, int value) =>
        new(candidate, [value / 1000.0], [0], new RowWeights(new bool[1]), [], new RowWeights([]));

    private static ModelSearch Search(params StepKind[] kinds) => new(kinds, ToyData.Random(20, 10, 3, seed: 1), 1);

    /// <summary>Runs the search with figures that grow with the option, and tells what it tried.</summary>
    private static List<string> Drain(ModelSearch search)
    {
        var tried = new List<string>();
        while (search.Next() is { } candidate)
        {
            var value = ((StepOptions)candidate.Trainer.Options).Value;
            tried.Add($"{candidate.Model} {value}");
            search.Add(Entry(candidate));
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
