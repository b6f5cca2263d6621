using Kuajie.Algorithms.CrossDomain.BridgeSimilarity;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Models.ItemKnn;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class BlendSearchTests
{
    [Fact]
    public void Blend_OneCandidate_IsNoBlend()
    {
        var selection = Selection();
        Assert.Null(selection.Blend(new BlendKind(isCrossDomain: false), [Measure(selection, "popularity")]));
        Assert.Null(selection.Blend(new BlendKind(isCrossDomain: false), []));
    }

    [Fact]
    public void Blend_JointWithoutCrossDomainPart_IsNotMade()
    {
        var selection = Selection();
        LeaderboardEntry[] entries = [Measure(selection, "popularity"), Measure(selection, "item-knn"), Measure(selection, "ease")];
        Assert.Null(selection.Blend(new BlendKind(isCrossDomain: true), entries));
    }

    [Fact]
    public void Blend_PartsThatComplementEachOther_BeatEachOfThemForAnyThreads()
    {
        var validation = ValidationSet.FromTraining(ModelWorlds.Tastes(1).Dataset, 1, new SampledCandidates(60, [1]), seed: 2);
        var truth = validation
            .Rows.GroupBy(row => KeyOf(validation.Training.HistoryOf(row.User)))
            .ToDictionary(group => group.Key, group => group.First().Item, StringComparer.Ordinal);
        var blends = new[] { 1, 2 }.Select(threads =>
        {
            var selection = new ModelSelection(validation, new TrainingRun(Threads: threads));
            LeaderboardEntry[] entries =
            [
                selection.Measure(new SelectionCandidate("item-knn", false, new Knower(new ItemKnnOptions(), truth, 0))),
                selection.Measure(new SelectionCandidate("bridge-similarity", true, new Knower(new BridgeSimilarityOptions(), truth, 1))),
            ];
            var blend = selection.Blend(new BlendKind(isCrossDomain: true), entries)!;
            Assert.True(blend.Merit > 1.05 * entries.Max(entry => entry.Merit), $"{blend.Merit}");
            return blend;
        });
        var found = blends.ToArray();
        Assert.Equal(OptionsJson.Write(found[0].Candidate.Trainer.Options), OptionsJson.Write(found[1].Candidate.Trainer.Options));
        Assert.Equal(found[0].RowNdcg, found[1].RowNdcg);
        Assert.All(((BlendOptions)found[0].Candidate.Trainer.Options).Weights, weight => Assert.True(weight >= 0));
    }

    [Fact]
    public void Forget_FourthOfAKind_LosesItsScores()
    {
        var selection = Selection();
        var entries = new List<LeaderboardEntry>
        {
            Measure(selection, "item-knn"),
            Measure(selection, "item-knn", "{\"neighbors\":1}"),
            Measure(selection, "item-knn", "{\"neighbors\":2}"),
            Measure(selection, "item-knn", "{\"neighbors\":3}"),
        };
        ModelSelection.Forget(entries, "item-knn");
        Assert.Equal(3, entries.Count(entry => entry.Natural is not null));
        Assert.Null(entries.MinBy(entry => entry.Merit)!.Natural);
    }

    [Fact]
    public void Train_BlendWhereNobodyHasTwoRows_CountsPartsAlike()
    {
        var builder = new InteractionDatasetBuilder();
        var domain = builder.AddDomain("target");
        for (var user = 0; user < 40; user++)
        {
            builder.Add(domain, $"u{user}", $"i{user % 4 % 3}");
        }
        var model = new BlendKind(isCrossDomain: false)
            .CreateTrainer("{\"parts\":[{\"model\":\"popularity\"},{\"model\":\"item-knn\"}]}")
            .Train(builder.Build(), 0, new TrainingRun());
        var scores = new float[3];
        model.Score(UserHistory.Empty(1), scores);
        Assert.True(scores[0] > scores[1], "Item 0 has twice the users.");
    }

    [Fact]
    public void Score_BetterScoreOfAPart_NeverLowersTheBlend()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var model = (BlendModel)
            new BlendKind(isCrossDomain: true)
                .CreateTrainer("{\"parts\":[{\"model\":\"item-knn\"},{\"model\":\"bridge-similarity\"},{\"model\":\"ease\"}]}")
                .Train(dataset, 1, new TrainingRun());
        Assert.All(((ModelArray.Floats)model.ToState().Arrays["weights"]).Values.ToArray(), weight => Assert.True(weight >= 0));
    }

    private static ModelSelection Selection() =>
        new(
            ValidationSet.FromTraining(ModelWorlds.Tastes(1).Dataset, 1, new SampledCandidates(60, [1]), seed: 2),
            new TrainingRun(Threads: 2)
        );

    private static LeaderboardEntry Measure(ModelSelection selection, string model, string? options = null)
    {
        var kind = ModelCatalog.Find(model)!;
        return selection.Measure(new SelectionCandidate(model, kind.IsCrossDomain, kind.CreateTrainer(options)));
    }

    private static string KeyOf(UserHistory history) => string.Join(' ', history[1].Items.ToArray());

    /// <summary>Trains a model that knows every second item of what users did next.</summary>
    private sealed class Knower(ModelOptions options, Dictionary<string, int> truth, int parity) : IModelTrainer
    {
        public string Name => "knower";

        public ModelOptions Options => options;

        public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run) =>
            new ToyModel(
                dataset,
                targetDomain,
                (history, scores) =>
                {
                    if (truth.TryGetValue(KeyOf(history), out var next) && next % 2 == parity)
                    {
                        scores[next] = 1;
                    }
                }
            );
    }
}
