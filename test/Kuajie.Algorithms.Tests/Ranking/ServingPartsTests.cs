using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Ranking;
using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Ranking;

public class ServingPartsTests
{
    private static readonly InteractionDataset Dataset = ModelWorlds.Tastes(1).Dataset;
    private static readonly UserHistory History = Dataset.HistoryOf(3);

    [Fact]
    public void Of_BlendBehindAGate_NamesThePartsThatCountWithTheirWeights()
    {
        var gate = Gate("item-knn", "implicit-als", "joint-als");

        var parts = ServingParts.Of(gate, History);

        // The second part's weights are zero; a z of 1 is worth a + b · ln 2.
        Assert.Equal(["item-knn", "joint-als"], parts.Select(part => part.Model.Name));
        Assert.Equal(
            [0.5 + (0.2 * Math.Log(2)), 0.4 + (0.1 * Math.Log(2))],
            parts.Select(part => part.Weight),
            (a, b) => Math.Abs(a - b) < 1e-6
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Explain_BlendBehindAGate_AddsUpToTheGatesOwnExplanation(bool isSearched)
    {
        var gate = Gate("item-knn", "implicit-als", "joint-als");
        var blend = (BlendModel)gate.Serving(History);
        int[] items = [0, 7, 42];
        var told = items.Select(item => gate.Explain(History, item, int.MaxValue)).ToArray();
        if (isSearched)
        {
            _ = blend.Searches;
        }

        var byPart = ServingParts.Explain(gate, History, items);

        foreach (var (place, parts) in byPart.Index())
        {
            Assert.Equal(["item-knn", "joint-als"], parts.Select(part => part.Part.Name).Distinct().Order());
            var sums = parts
                .GroupBy(part => (part.Contribution.Domain, part.Contribution.Item))
                .ToDictionary(past => past.Key, past => past.Sum(part => part.Contribution.Amount));
            Assert.Equal(told[place].Count, sums.Count);
            Assert.All(told[place], one => Assert.Equal(one.Amount, sums[(one.Domain, one.Item)], 1e-4f));
        }
    }

    [Theory]
    [InlineData(DiversityMethod.Mmr)]
    [InlineData(DiversityMethod.Dpp)]
    public void Rerank_BlendBehindAGate_ComparesByTheFactorsOfItsParts(DiversityMethod method)
    {
        var gate = Gate("joint-als", "item-knn", "implicit-als");
        int[] items = [.. Enumerable.Range(20, 60)];
        float[] scores = [.. items.Select(item => 1f / item)];
        var reranker = new DiversityReranker(new ListDiversity(method, 0.7), Dataset, 1, null);

        var list = reranker.Rerank(gate, History, items, scores, 12);

        var factors = ServingParts.Of(gate, History).Select(part => ((IFactorModel)part.Model, part.Weight)).ToArray();
        Assert.Equal(["joint-als", "implicit-als"], factors.Select(part => part.Item1.Name));
        var mixed = new MixedSimilarity([
            .. factors.Select(part =>
                ((IItemSimilarity)new FactorSimilarity(part.Item1.ItemFactors.Span, part.Item1.Rank, items), part.Weight)
            ),
        ]);
        var expected =
            method == DiversityMethod.Mmr
                ? MaximalMarginalRelevance.Select(Relevance.MinMax(scores), mixed, 0.7, 12)
                : DeterminantalSelection.Select(Relevance.MinMax(scores), mixed, 0.7, 12);
        Assert.Equal(expected, list);
        Assert.NotEqual(Enumerable.Range(0, 12), list);
    }

    [Fact]
    public void MixedSimilarity_HandComputed()
    {
        var first = new FactorSimilarity([1, 0, 0, 1], 2, [0, 1]);
        var second = new FactorSimilarity([1, 1, 1, 1], 2, [0, 1]);

        // Orthogonal is ½, equal is 1: (3 · ½ + 1 · 1) / 4.
        Assert.Equal(0.625, new MixedSimilarity([(first, 3), (second, 1)]).Of(0, 1), 6);
        Assert.Equal(1, new MixedSimilarity([(first, 3), (second, 1)]).Of(1, 1));
        Assert.Equal(2, new MixedSimilarity([(first, 3), (second, 1)]).Count);
    }

    [Fact]
    public void OfFactors_PartsWithoutFactors_IsNone() =>
        Assert.Null(MixedSimilarity.OfFactors(Blend("item-knn", "popularity", "bridge-similarity"), History, [1, 2]));

    private static GatedModel Gate(params string[] parts) =>
        new(new GatedOptions { CrossSegments = "few-linked many-linked" }, Trained("popularity", ""), Blend(parts));

    /// <summary>Weights 0.5 and 0.2, none, 0.4 and 0.1.</summary>
    private static BlendModel Blend(params string[] parts)
    {
        var options = new BlendOptions
        {
            Parts = [.. parts.Select(part => new BlendPart(part, part.EndsWith("als", StringComparison.Ordinal) ? "{\"rank\":8}" : ""))],
            Weights = [.. Enumerable.Repeat((double[])[0.5, 0.2, 0, 0, 0.4, 0.1], 3).SelectMany(set => set)],
        };
        return (BlendModel)new BlendKind(isCrossDomain: true).CreateTrainer(options).Train(Dataset, 1, new TrainingRun());
    }

    private static IModel Trained(string model, string options) =>
        ModelCatalog.Find(model)!.CreateTrainer(options).Train(Dataset, 1, new TrainingRun());
}
