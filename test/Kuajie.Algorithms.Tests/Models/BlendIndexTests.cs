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
    public void SelectTop_WithoutSeen_GivesWhatScoringEveryItemGives(string parts)
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
            Assert.Equal(5, index.SelectTop(history, seen, found, foundScores));

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
    [InlineData("bpr")]
    public void Bounds_PartOfAnyKind_AreNotBelowItsScores(string part)
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var model = Blend(dataset, part);
        foreach (var history in Histories(dataset))
        {
            var all = new float[Items];
            model.Parts[0].Score(history, all);
            var folded = new float[model.Searches[0].FoldedLength];
            model.Searches[0].FoldIn(history, folded);
            using var scores = model.Searches[0].Of(history, folded);
            var some = new float[Items];
            scores.Get([.. Enumerable.Range(0, Items)], some);
            var bounds = scores.Bounds().ToArray();

            Assert.Equal(all, some);
            Assert.All(Enumerable.Range(0, Items), item => Assert.Equal(all[item], scores[item]));
            Assert.Equal(Items, bounds.Length);
            Assert.All(bounds, (bound, item) => Assert.InRange(all[item], float.MinValue, bound));
            // A bound that is far above would be of no use.
            var spread = Math.Max(1e-3f, all.Max() - all.Min());
            Assert.All(bounds, (bound, item) => Assert.True(bound - all[item] < 0.2f * spread));
        }
    }

    [Theory]
    [MemberData(nameof(PartLists))]
    public void SelectTop_UnderAMaskAndAfterOthers_GivesTheBest(string parts)
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
            var best = Enumerable.Range(0, Items).Except(hidden).Select(item => scores[item]).OrderDescending().ToArray();
            // Every second time the selector holds an item of another kind, between the first and the second.
            var another = (best[0] + best[1]) / 2;
            if (turn % 2 == 0)
            {
                selector.Offer(Items, another);
                best = [.. best.Append(another).OrderDescending()];
            }

            index.SelectTop(history, index.FoldIn(history), Eligible(hidden), selector);

            var (found, foundScores) = (new int[3], new float[3]);
            Assert.Equal(3, selector.Drain(found, foundScores));
            Assert.Equal(best.Take(3), foundScores, (expected, actual) => MathF.Abs(expected - actual) < 2e-4f);
            Assert.Equal(turn % 2 == 0, found.Contains(Items));
            Assert.Empty(found.Intersect(hidden));
            Assert.Equal(3, found.Distinct().Count());
        }
        Assert.Equal(61, index.Effort.Searches);
        // Far from every one of the hundred.
        Assert.InRange(index.Effort.Scored, 61, 61 * 60);
    }

    [Fact]
    public void SelectTop_BoundsThatMislead_StillGivesTheBest()
    {
        // Two factor parts whose best items differ: what is best by the sum is among the first of neither.
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var model = Blend(dataset, "implicit-als joint-als", [.. Enumerable.Repeat(new[] { 1.0, 0, 1.0, 0 }, 3).SelectMany(set => set)]);
        var index = new BlendIndex(model);
        foreach (var history in Histories(dataset))
        {
            var scores = new float[Items];
            model.Score(history, scores);
            var (found, foundScores) = (new int[1], new float[1]);
            index.SelectTop(history, [], found, foundScores);

            Assert.Equal(scores.Max(), foundScores[0], 2e-4f);
        }
    }

    [Fact]
    public void SelectTop_FewerEligibleThanWanted_GivesThemAll()
    {
        var dataset = ModelWorlds.Tastes(1).Dataset;
        var index = new BlendIndex(Blend(dataset, "item-knn implicit-als popularity"));
        var selector = new TopSelector(8);
        index.SelectTop(
            dataset.HistoryOf(0),
            index.FoldIn(dataset.HistoryOf(0)),
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
                (score, place) =>
                {
                    // By itself a score adds the same bits.
                    var alone = new[] { (float)place };
                    BlendCalibration.Add([score], scale, weights.OfPart(1, 0), alone);
                    Assert.Equal(alone[0], sums[place]);
                }
            );
        }
    }

    [Theory]
    [InlineData(0.7, 1.3)]
    [InlineData(0.7, 0)]
    [InlineData(0, 2)]
    public void Calibration_Bounds_AreAboveAndNear(double plain, double damped)
    {
        var weights = ((float)plain, (float)damped);
        // From far below the mean to far above, both ends cut off.
        float[] scores = [.. Enumerable.Range(-6000, 12001).Select(step => MathF.CopySign(MathF.Pow(MathF.Abs(step) / 1000f, 5), step))];
        var (exact, bounds) = (new float[scores.Length], new float[scores.Length]);
        BlendCalibration.Add(scores, new ScoreScale(0.25f, 3), weights, exact);
        BlendCalibration.AddBounds(scores, new ScoreScale(0.25f, 3), weights, bounds);

        Assert.All(
            exact,
            (value, place) =>
            {
                var rounding = 1e-5 * (1 + Math.Abs(value));
                Assert.InRange(bounds[place], value - rounding, value + (0.0012 * damped) + rounding);
            }
        );
    }

    [Fact]
    public void Scale_OfCounted_IsThatOfTheirList()
    {
        for (var count = 0; count < 70; count++)
        {
            float[] scores = [.. Enumerable.Range(0, count).Select(item => item % 5 == 4 ? float.NaN : (item * 0.37f) - 9)];
            int[] isCounted = [.. Enumerable.Range(0, count).Select(item => item % 5 == 4 || item % 7 == 2 ? 0 : 1)];
            var expected = ScoreScale.Of(scores, [.. Enumerable.Range(0, count).Where(item => isCounted[item] == 1)]);

            var found = ScoreScale.OfCounted(scores, isCounted);

            Assert.Equal(expected.Mean, found.Mean, 1e-5f);
            Assert.Equal(expected.Deviation, found.Deviation, 1e-5f);
        }
    }

    [Fact]
    public void Calibration_NoNumber_StaysNone()
    {
        var sums = new float[1];
        BlendCalibration.Add([float.NaN], new ScoreScale(0, 1), (1, 1), sums);

        Assert.Equal(float.NaN, sums[0]);
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
        index.SelectTop(history, [], found, foundScores);

        Assert.Equal(Enumerable.Range(0, Items).OrderByDescending(item => scores[item]).ThenBy(item => item).Take(5), found);
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
