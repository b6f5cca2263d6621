using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class RowRankerTests
{
    private static readonly TrainingRun Run = new(Threads: 2);

    [Fact]
    public void Rank_TinyCatalog_MatchesHandCount()
    {
        // Items a b c d e; u1 trained on a, test d. Candidates: b, c, d, e. Scores a9 b5 c7 d5 e1: c higher, b equal → rank 1.5.
        var builder = new InteractionDatasetBuilder();
        var target = builder.AddDomain("target");
        builder.Add(target, "u1", "a");
        foreach (var item in new[] { "b", "c", "d", "e" })
        {
            builder.Add(target, "u2", item);
        }
        builder.AddItem(target, "never-trained");
        var dataset = builder.Build();
        var model = new ToyModel(dataset, target, (_, scores) => new float[] { 9, 5, 7, 5, 1, 99 }.CopyTo(scores, 0));

        var ranked = new RowRanker(dataset, target, [new HeldOutRow(0, 3)], SampledCandidates.Default).Rank(model, Run);

        Assert.Equal([1.5, 1.5, 1.5], ranked.SampledRanks.Select(draw => draw[0]));
        Assert.Equal(1.5, ranked.FullRanks[0]);
        var metrics = RowMetrics.Of(ranked);
        Assert.Equal(1, metrics.HitRate[0], 12);
        Assert.Equal(1 / Math.Log2(3.5), metrics.Ndcg[0], 12);
        Assert.Equal(1 / 2.5, metrics.ReciprocalRank[0], 12);
    }

    [Fact]
    public void Rank_OtherHeldOutItems_AreNoNegatives()
    {
        var builder = new InteractionDatasetBuilder();
        var target = builder.AddDomain("target");
        foreach (var item in new[] { "a", "b", "c" })
        {
            builder.Add(target, "u2", item);
        }
        var source = builder.AddDomain("source");
        builder.Add(source, "u1", "s");
        var dataset = builder.Build();
        var user = dataset.Domains[source].UserIndexOf("u1");
        HeldOutRow[] rows = [new HeldOutRow(user, 0), new HeldOutRow(user, 1)];
        var model = new ToyModel(dataset, target, (_, scores) => new float[] { 1, 3, 2 }.CopyTo(scores, 0));

        var ranked = new RowRanker(dataset, target, rows, SampledCandidates.Default, rows).Rank(model, Run);

        Assert.Equal([1.0, 0.0], ranked.FullRanks);
        Assert.Equal([1.0, 0.0], ranked.SampledRanks[0]);
    }

    [Fact]
    public void Rank_PerfectChanceAndConstantModels_GiveKnownValues()
    {
        var (split, rows) = LeaveOneOut();
        var ranker = new RowRanker(split.Training, 1, rows, new SampledCandidates(999, [1, 2, 3]));
        var truth = rows.ToDictionary(row => row.User, row => row.Item);
        var userOf = Enumerable
            .Range(0, split.Training.UserCount)
            .ToDictionary(user => string.Join(',', split.Training.HistoryOf(user)[0].Items.ToArray()), user => user);
        var perfect = new ToyModel(
            split.Training,
            1,
            (history, scores) => scores[truth[userOf[string.Join(',', history[0].Items.ToArray())]]] = 1
        );
        var constant = new ToyModel(split.Training, 1, (_, _) => { });

        Assert.Equal(1, Bootstrap.Average(RowMetrics.Of(ranker.Rank(perfect, Run)).Ndcg));
        Assert.Equal(0, Bootstrap.Average(RowMetrics.Of(ranker.Rank(constant, Run)).HitRate));
        Assert.All(ranker.Rank(constant, Run).SampledRanks[0], rank => Assert.Equal(499.5, rank));
        // Chance among 1,000 is 1 %; the standard error over 600 rows × 3 draws with shared scores is about 0.3 points.
        Assert.InRange(Bootstrap.Average(RowMetrics.Of(ranker.Rank(ToyModel.Chance(split.Training, 1), Run)).HitRate), 0.001, 0.022);
    }

    [Fact]
    public void Rank_ModelTrainedOnShuffledLabels_StandsAtChance()
    {
        // Co-occurrence counts learnt from data without structure must not find held-out rows: if they did, something leaked.
        var (split, rows) = LeaveOneOut();
        var matrix = split.Training.Domains[1].Interactions;
        var transposed = matrix.Transpose();
        var model = new ToyModel(
            split.Training,
            1,
            (history, scores) =>
            {
                foreach (var seen in history[1].Items.Span)
                {
                    foreach (var neighbour in transposed.RowColumns(seen))
                    {
                        foreach (var item in matrix.RowColumns(neighbour))
                        {
                            scores[item]++;
                        }
                    }
                }
            }
        );
        var ranked = new RowRanker(split.Training, 1, rows, new SampledCandidates(999, [1, 2, 3])).Rank(model, Run);
        Assert.InRange(Bootstrap.Average(RowMetrics.Of(ranked).HitRate), 0, 0.03);
    }

    [Fact]
    public void Rank_AnyThreads_SameRanks()
    {
        var (split, rows) = LeaveOneOut();
        var ranker = new RowRanker(split.Training, 1, rows, new SampledCandidates(50, [1]));
        var model = ToyModel.Chance(split.Training, 1);
        var one = ranker.Rank(model, new TrainingRun(Threads: 1));
        var four = ranker.Rank(model, new TrainingRun(Threads: 4));
        Assert.Equal(one.SampledRanks[0], four.SampledRanks[0]);
        Assert.Equal(one.FullRanks, four.FullRanks);
    }

    [Fact]
    public void Rank_Cancelled_Stops()
    {
        var (split, rows) = LeaveOneOut();
        var run = new TrainingRun(Cancellation: new CancellationToken(canceled: true));
        var ranker = new RowRanker(split.Training, 1, rows, SampledCandidates.Default);
        Assert.ThrowsAny<OperationCanceledException>(() => ranker.Rank(ToyModel.Chance(split.Training, 1), run));
    }

    private static (DatasetSplit Split, HeldOutRow[] Rows) LeaveOneOut()
    {
        var split = Splitters.LeaveOneOut(ToyData.Random(600, 1500, 12, seed: 5), 1, seed: 3, mostUsers: 600);
        var trained = split.Training.Domains[1].Interactions.Transpose();
        return (split, [.. split.HeldOut.Where(row => trained.RowLength(row.Item) > 0)]);
    }
}
