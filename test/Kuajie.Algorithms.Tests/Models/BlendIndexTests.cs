using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Models.Blend.Search;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class BlendIndexTests
{
    private const int Items = 150;

    public static TheoryData<string> PartLists =>
        [
            "item-knn implicit-als",
            "joint-als bridge-similarity popularity",
            "joint-graph-walk joint-ease",
            "user-knn embedding-mapping bpr",
        ];

    [Theory]
    [MemberData(nameof(PartLists))]
    public void SelectTop_NamingMany_GivesWhatScoringEveryItemGives(string parts)
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var model = Blend(dataset, parts);
        var index = new BlendIndex(model);
        foreach (var history in Histories(dataset))
        {
            int[] seen = history[1].Items.ToArray();
            var scores = new float[Items];
            model.Score(history, scores);
            int[] best = [.. Enumerable.Range(0, Items).Except(seen).OrderByDescending(item => scores[item]).ThenBy(item => item).Take(5)];

            var (found, foundScores) = (new int[5], new float[5]);
            Assert.Equal(5, index.SelectTop(history, seen, found, foundScores, named: 70));

            // Moments instead of sums change the last bits of a score, so that equals may change places.
            Assert.Equal(best.Select(item => scores[item]), foundScores, (expected, actual) => MathF.Abs(expected - actual) < 2e-4f);
            Assert.All(found, (item, place) => Assert.Equal(scores[item], foundScores[place], 2e-4f));
            Assert.Empty(found.Intersect(seen));
        }
    }

    [Theory]
    [InlineData("item-knn")]
    [InlineData("implicit-als")]
    [InlineData("joint-ease")]
    [InlineData("popularity")]
    public void AddBest_PartOfAnyKind_NamesWhatScoringEveryItemGives(string part)
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var model = Blend(dataset, part);
        foreach (var history in Histories(dataset))
        {
            int[] seen = history[1].Items.ToArray();
            var all = new float[Items];
            model.Parts[0].Score(history, all);
            var scratch = new BlendScratch(Items);
            using var scores = model.Searches[0].Of(history);
            var bar = scores.NameBest(7, Eligible(seen), scratch);
            var some = new float[Items];
            scores.Get([.. Enumerable.Range(0, Items)], some);

            Assert.Equal(all, some);
            Assert.All(Enumerable.Range(0, Items), item => Assert.Equal(all[item], scores[item]));
            Assert.True(scratch.Named.Length <= 7);
            Assert.Empty(scratch.Named.ToArray().Intersect(seen));
            // What was not named does not score more than was said.
            Assert.All(Enumerable.Range(0, Items).Except(seen).Except(scratch.Named.ToArray()), item => Assert.True(all[item] <= bar));
            // Where nothing speaks for an item, naming it in place of another of the same score is of no use.
            int[] best = [.. Enumerable.Range(0, Items).Except(seen).OrderByDescending(item => all[item]).ThenBy(item => item).Take(7)];
            Assert.All(best.Where(item => all[item] > bar), item => Assert.Contains(item, scratch.Named.ToArray()));
        }
    }

    [Fact]
    public void SelectTop_NamingTwiceAsManyAsWanted_MissesFewOfTheBest()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var model = Blend(dataset, "item-knn implicit-als joint-als");
        var index = new BlendIndex(model);
        var (hits, wanted) = (0, 0);
        foreach (var history in Histories(dataset))
        {
            var (all, scores, few, fewScores) = (new int[5], new float[5], new int[5], new float[5]);
            // Naming half of the items or more is scoring them all.
            index.SelectTop(history, [], all, scores, named: Items);
            index.SelectTop(history, [], few, fewScores, named: 10);
            hits += all.Intersect(few).Count();
            wanted += all.Length;
        }
        Assert.True(hits >= 0.97 * wanted, $"Found {hits} of {wanted}.");
    }

    [Theory]
    [MemberData(nameof(PartLists))]
    public void SelectTop_UnderAMask_GivesTheBestAndProvesIt(string parts)
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var model = Blend(dataset, parts);
        var index = new BlendIndex(model);
        var selector = new TopSelector(3);
        foreach (var (history, turn) in Histories(dataset).Select((history, turn) => (history, turn)))
        {
            int[] hidden = [.. Enumerable.Range(0, Items).Where(item => (item + turn) % 3 == 0)];
            var scores = new float[Items];
            model.Score(history, scores);

            index.SelectTop(history, Eligible(hidden), selector, named: 1);

            var (found, foundScores) = (new int[3], new float[3]);
            Assert.Equal(3, selector.Drain(found, foundScores));
            var best = Enumerable.Range(0, Items).Except(hidden).Select(item => scores[item]).OrderDescending().Take(3);
            Assert.Equal(best, foundScores, (expected, actual) => MathF.Abs(expected - actual) < 2e-4f);
            Assert.All(found, (item, place) => Assert.Equal(scores[item], foundScores[place], 2e-4f));
            Assert.Empty(found.Intersect(hidden));
            Assert.Equal(3, found.Distinct().Count());
        }
        Assert.Equal(61, index.Effort.Searches);
        Assert.True(index.Effort.Widenings > 61);
    }

    [Fact]
    public void SelectTop_FewerEligibleThanWanted_GivesThemAll()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var index = new BlendIndex(Blend(dataset, "item-knn implicit-als popularity"));
        var selector = new TopSelector(8);
        index.SelectTop(
            dataset.HistoryOf(0),
            Eligible([.. Enumerable.Range(0, Items).Where(item => item is not (7 or 64 or 149))]),
            selector
        );
        var found = new int[8];

        Assert.Equal(3, selector.Drain(found, new float[8]));
        Assert.Equal([7, 64, 149], found[..3].Order());
    }

    [Fact]
    public void Calibration_InSpansOfAnyLength_IsThatOfTheWeights()
    {
        var weights = new BlendWeights([.. Enumerable.Repeat(new[] { 0.7, 1.3 }, 3).SelectMany(set => set)]);
        var scale = new ScoreScale(0.25f, 0.5f);
        for (var length = 0; length < 40; length++)
        {
            float[] scores = [.. Enumerable.Range(0, length).Select(place => (place - 13) * (place - 13) * 0.37f - 9)];
            float[] sums = [.. Enumerable.Range(0, length).Select(place => (float)place)];
            BlendCalibration.Add(scores, scale, weights.OfPart(1, 0), sums);

            Assert.All(
                scores,
                (score, place) => Assert.Equal(place + weights.Calibrate(1, 0, scale.Standardise(score)), sums[place], 1e-4f)
            );
            Assert.All(
                scores,
                (score, place) => Assert.Equal(place + BlendCalibration.Of(score, scale, weights.OfPart(1, 0)), sums[place])
            );
        }
    }

    [Fact]
    public void SelectTop_NegativeWeight_ScoresEveryItem()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var model = Blend(dataset, "item-knn implicit-als", [.. Enumerable.Repeat(new[] { -1.0, 0, 0.1, 0 }, 3).SelectMany(set => set)]);
        var index = new BlendIndex(model);
        var history = dataset.HistoryOf(0);
        var scores = new float[Items];
        model.Score(history, scores);
        var (found, foundScores) = (new int[5], new float[5]);
        index.SelectTop(history, [], found, foundScores, named: 5);

        Assert.Equal(Enumerable.Range(0, Items).OrderByDescending(item => scores[item]).ThenBy(item => item).Take(5), found);
    }

    [Fact]
    public void NamedFor_Wanted_IsTenTimesAsManyButTwoHundredAtLeast()
    {
        Assert.Equal(200, BlendIndex.NamedFor(10));
        Assert.Equal(1000, BlendIndex.NamedFor(100));
        Assert.Equal(int.MaxValue, BlendIndex.NamedFor(int.MaxValue));
    }

    private static ulong[] Eligible(int[] excluded)
    {
        var bits = new ulong[(Items + 63) / 64];
        foreach (var item in Enumerable.Range(0, Items).Except(excluded))
        {
            bits[item / 64] |= 1UL << (item % 64);
        }
        return bits;
    }

    private static IEnumerable<UserHistory> Histories(InteractionDataset dataset) =>
        Enumerable.Range(0, 60).Select(dataset.HistoryOf).Append(UserHistory.Empty(2));

    private static BlendModel Blend(InteractionDataset dataset, string parts, double[]? weights = null)
    {
        var options = new BlendOptions { Parts = [.. parts.Split(' ').Select(part => new BlendPart(part, Options(part)))] };
        options = options with
        {
            Weights = weights ?? [.. Enumerable.Range(0, 6 * options.Parts.Count).Select(place => 0.2 + (place % 3 * 0.3))],
        };
        return (BlendModel)new BlendKind(isCrossDomain: true).CreateTrainer(options).Train(dataset, 1, new TrainingRun());
    }

    private static string Options(string part) => part is "implicit-als" or "joint-als" or "embedding-mapping" ? "{\"rank\":8}" : "";
}
