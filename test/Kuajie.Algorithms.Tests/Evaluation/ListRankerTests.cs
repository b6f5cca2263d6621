using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Ranking.Diversity;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class ListRankerTests
{
    private static readonly TrainingRun Run = new(Threads: 2);

    [Fact]
    public void Rank_TwoHeldOut_GivesRanksAndTopWithoutSeenItems()
    {
        // u0 trained on item 0; items 1 and 3 held out; scores 9 5 7 5 1 → list 2, 1, 3, 4.
        var (split, _) = Split();
        var model = new ToyModel(split.Training, 0, (_, scores) => new float[] { 9, 5, 7, 5, 1 }.CopyTo(scores, 0));

        var list = new ListRanker(split, new ListProtocol([3], null, 1, false)).Rank(model, Run).Single();

        Assert.Equal([1.5, 1.5], list.Ranks);
        Assert.Equal([2, 1, 3], list.Top);
        Assert.Equal(4, list.CandidateCount);
    }

    [Fact]
    public void PerUser_TwoHeldOut_AreTheMetricsOfTheList()
    {
        var (split, protocol) = Split();
        var model = new ToyModel(split.Training, 0, (_, scores) => new float[] { 9, 8, 7, 5, 1 }.CopyTo(scores, 0));
        var lists = new ListRanker(split, protocol).Rank(model, Run);

        var metrics = new ListMetrics(split, protocol).PerUser(lists);

        // Ranks 0 and 2 among 4: precision@3 2/3, recall 1, AP (1 + 2/3)/2, AUC (pairs right: 3 of 4).
        Assert.Equal(2.0 / 3, metrics["precision@3"][0], 12);
        Assert.Equal(1, metrics["recall@3"][0], 12);
        Assert.Equal((1 + (2.0 / 3)) / 2, metrics["map@3"][0], 12);
        Assert.Equal(0.75, metrics["auc"][0], 12);
        Assert.Equal(1, metrics["mrr"][0], 12);
        Assert.Equal(0.6, new ListMetrics(split, protocol).OfAll(lists)["coverage@3"], 12);
    }

    [Fact]
    public void Rank_ColdItems_AreCandidatesOnlyOnRequest()
    {
        var split = Splitters.ColdItems(ToyData.Random(40, 20, 5, seed: 1), 1, 0.2, seed: 1);
        var constant = new ToyModel(split.Training, 1, (_, _) => { });
        var left = new ListRanker(split, ListProtocol.Full).Rank(constant, Run);
        var whole = new ListRanker(split, ListProtocol.Full with { IncludesUntrainedItems = true }).Rank(constant, Run);
        Assert.All(left, list => Assert.All(list.Ranks, rank => Assert.Equal(int.MaxValue, rank)));
        Assert.All(whole, list => Assert.All(list.Ranks, rank => Assert.InRange(rank, 0, 20)));
    }

    [Fact]
    public void Rank_ChanceModel_HasHalfAuc()
    {
        var split = Splitters.LeaveLastOut(ToyData.Random(400, 100, 8, seed: 2), 1, seed: 1);
        var lists = new ListRanker(split, ListProtocol.Full).Rank(ToyModel.Chance(split.Training, 1), Run);
        Assert.InRange(Bootstrap.Average(new ListMetrics(split, ListProtocol.Full).PerUser(lists)["auc"]), 0.45, 0.55);
    }

    [Fact]
    public void Rank_Sampled_UsesSoManyNegatives()
    {
        var split = Splitters.LeaveLastOut(ToyData.Random(50, 100, 8, seed: 2), 1, seed: 1);
        var lists = new ListRanker(split, ListProtocol.Full with { Negatives = 20 }).Rank(ToyModel.Chance(split.Training, 1), Run);
        Assert.All(lists.Where(list => list.Ranks[0] < int.MaxValue), list => Assert.Equal(21, list.CandidateCount));
    }

    [Fact]
    public void Rank_Reranked_RanksAndTopAreThoseOfTheNewOrder()
    {
        // By score 2, 1, 3, 4; a pool of the first three, of which the last two are chosen: 1 and 3 lead, 2 follows, 4 stays behind.
        var (split, _) = Split();
        var model = new ToyModel(split.Training, 0, (_, scores) => new float[] { 9, 6, 7, 5, 1 }.CopyTo(scores, 0));

        var list = new ListRanker(split, new ListProtocol([2], null, 1, false)).Rank(model, Run, new LastFirst(3)).Single();

        Assert.Equal([3, 1], list.Top);
        Assert.Equal([0, 1], list.Ranks);
        var beyond = new ListRanker(split, new ListProtocol([1], null, 1, false)).Rank(model, Run, new LastFirst(1)).Single();
        Assert.Equal([2], beyond.Top);
        Assert.Equal([1, 2], beyond.Ranks);

        // All equal: the pool is 1, 2, and 3, half-way among the ties, still comes after it.
        var equal = new ToyModel(split.Training, 0, (_, scores) => new float[] { 9, 5, 5, 5, 5 }.CopyTo(scores, 0));
        Assert.Equal(
            [1, 2],
            new ListRanker(split, new ListProtocol([2], null, 1, false)).Rank(equal, Run, new LastFirst(2)).Single().Ranks
        );
    }

    [Theory]
    [InlineData(DiversityMethod.Mmr)]
    [InlineData(DiversityMethod.Dpp)]
    [InlineData(DiversityMethod.Calibrated)]
    public void Rank_DiverseLists_AreMoreDiverseOrBetterCalibrated(DiversityMethod method)
    {
        var split = Splitters.LeaveLastOut(ToyData.Random(60, 80, 8, seed: 3), 1, seed: 1);
        var model = ToyModel.Chance(split.Training, 1);
        var categories = new ItemCategories(Enumerable.Range(0, 80).Select(item => (int[])[item % 7]), 7);
        var ranker = new ListRanker(split, ListProtocol.Full);
        var measuring = new ListMetrics(split, ListProtocol.Full, categories);
        var (plain, same, diverse) = (Rank(null), Rank(0), Rank(0.9));

        Assert.Equal(plain["ndcg@10"], same["ndcg@10"]);
        var metric = method == DiversityMethod.Calibrated ? "calibrationError@10" : "diversity@10";
        var sign = method == DiversityMethod.Calibrated ? -1 : 1;
        Assert.True(
            sign * (diverse[metric].Average() - plain[metric].Average()) > 0.01,
            $"{plain[metric].Average()} to {diverse[metric].Average()}"
        );

        IReadOnlyDictionary<string, double[]> Rank(double? strength)
        {
            var reranker = strength is { } much
                ? new DiversityReranker(new ListDiversity(method, much), split.Training, 1, categories)
                : null;
            return measuring.PerUser(ranker.Rank(model, Run, reranker));
        }
    }

    [Fact]
    public void DiversityReranker_CalibrationWithoutCategories_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            new DiversityReranker(new ListDiversity(DiversityMethod.Calibrated, 0.5), ToyData.Random(5, 5, 2, seed: 1), 1, null)
        );

    /// <summary>Chooses from the end of its pool.</summary>
    private sealed class LastFirst(int pool) : IListReranker
    {
        public int PoolFor(int count) => pool;

        public int[] Rerank(IModel model, UserHistory history, int[] items, float[] scores, int count) =>
            [.. Enumerable.Range(0, items.Length).Reverse().Take(count)];
    }

    private static (DatasetSplit Split, ListProtocol Protocol) Split()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("target");
        builder.Add(0, "u0", "i0");
        for (var item = 0; item < 5; item++)
        {
            builder.Add(0, "u1", $"i{item}");
        }
        var split = new DatasetSplit(builder.Build(), 0, [new HeldOutRow(0, 1), new HeldOutRow(0, 3)], "by hand", 0);
        return (split, new ListProtocol([3], null, 1, false));
    }
}
