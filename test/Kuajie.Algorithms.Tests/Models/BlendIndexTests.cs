using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Models.Blend.Search;
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
            var named = new HashSet<int>();
            using (var scores = model.Searches[0].Of(history))
            {
                scores.AddBest(7, seen, named);
                Assert.All(Enumerable.Range(0, Items), item => Assert.Equal(all[item], scores[item]));
            }
            Assert.Equal(
                Enumerable.Range(0, Items).Except(seen).OrderByDescending(item => all[item]).ThenBy(item => item).Take(7).Order(),
                named.Order()
            );
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
