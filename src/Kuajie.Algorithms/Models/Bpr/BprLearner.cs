using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>
/// Learns the factors in mini-batches of users: all gradients of a batch are computed against parameters that stand still, then applied in the order of the
/// users; each parameter row belongs to one shard. So the result does not depend on the number of threads.
/// </summary>
internal sealed class BprLearner
{
    private const int BatchUsers = 128;
    private const int BlockUsers = 8;
    private const int Shards = 8;
    private const double InitialDeviation = 0.1;
    private readonly BprOptions options;
    private readonly SparseMatrix confidences;
    private readonly int targetItems;
    private readonly TrainingRun run;
    private readonly BprParameters items;
    private readonly BprParameters history;
    private readonly BprParameters biases;
    private readonly NegativeItems negatives;
    private readonly UserGradients[] gradients = [.. Enumerable.Range(0, BatchUsers).Select(_ => new UserGradients())];

    /// <summary>Prepares learning.</summary>
    /// <param name="options">The options.</param>
    /// <param name="confidences">Users × history items; the first columns are the target's items, the only ones that are ranked.</param>
    /// <param name="target">Users × target items: the same first columns alone.</param>
    /// <param name="run">Seed, threads, progress, cancellation.</param>
    public BprLearner(BprOptions options, SparseMatrix confidences, SparseMatrix target, TrainingRun run)
    {
        (this.options, this.confidences, this.run) = (options, confidences, run);
        targetItems = target.ColumnCount;
        var count = targetItems;
        var byItem = confidences.Transpose();
        items = new BprParameters(count, options.Rank, options.LearningRate, options.Regularization);
        history = new BprParameters(confidences.ColumnCount, options.Rank, options.LearningRate, options.Regularization);
        biases = new BprParameters(count, 1, options.LearningRate, options.Regularization);
        negatives = new NegativeItems(options.Sampling, target.Transpose(), options.Rank);
        for (var item = 0; item < byItem.RowCount; item++)
        {
            if (byItem.RowLength(item) > 0)
            {
                var random = SplittableRandom.Stream(run.Seed, (uint)item);
                if (item < count)
                {
                    Fill(items.Row(item), ref random);
                }
                Fill(history.Row(item), ref random);
            }
        }
    }

    /// <summary>Shape items × rank: p.</summary>
    public float[] ItemFactors => items.Values;

    /// <summary>Shape history items × rank: q.</summary>
    public float[] HistoryFactors => history.Values;

    /// <summary>Shape items: b.</summary>
    public float[] Biases => biases.Values;

    /// <summary>Runs the epochs.</summary>
    public void Train()
    {
        int[] users = [.. Enumerable.Range(0, confidences.RowCount).Where(user => TargetRows(user) > 0)];
        run.Progress?.Report(new TrainingProgress(0, options.Epochs));
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var shuffling = SplittableRandom.Stream(run.Seed, (1UL << 63) | (uint)epoch);
            shuffling.Shuffle<int>(users);
            negatives.Refresh(items, run);
            for (var first = 0; first < users.Length; first += BatchUsers)
            {
                LearnBatch(users.AsMemory(first, Math.Min(BatchUsers, users.Length - first)), epoch);
            }
            run.Progress?.Report(new TrainingProgress(epoch + 1, options.Epochs));
        }
    }

    /// <summary>How many of the user's entries, the first ones, are target items.</summary>
    private int TargetRows(int user)
    {
        var place = confidences.RowColumns(user).BinarySearch(targetItems);
        return place < 0 ? ~place : place;
    }

    private void LearnBatch(ReadOnlyMemory<int> users, int epoch)
    {
        RowBlocks.ForEach(
            users.Length,
            BlockUsers,
            run.Threads,
            () => new float[options.Rank],
            (_, start, end, sum) =>
            {
                for (var place = start; place < end; place++)
                {
                    var user = users.Span[place];
                    var random = SplittableRandom.Stream(run.Seed, (1UL << 62) | ((ulong)epoch << 32) | (uint)user);
                    Compute(user, gradients[place], sum, ref random);
                }
            },
            run.Cancellation
        );
        RowBlocks.ForEach(
            Shards,
            1,
            run.Threads,
            () => 0,
            (_, shard, _, _) =>
            {
                for (var place = 0; place < users.Length; place++)
                {
                    Apply(users.Span[place], gradients[place], shard);
                }
            },
            run.Cancellation
        );
    }

    /// <summary>Every item of the user against drawn ones, the item itself left out of the history that speaks for it.</summary>
    private void Compute(int user, UserGradients into, float[] sum, ref SplittableRandom random)
    {
        var own = confidences.RowColumns(user);
        var weights = confidences.RowValues(user);
        var (rank, mass) = (options.Rank, TensorPrimitives.Sum(weights));
        var ranked = TargetRows(user);
        into.Start(ranked * options.Negatives, own.Length, rank);
        Array.Clear(sum);
        for (var entry = 0; entry < own.Length; entry++)
        {
            TensorPrimitives.MultiplyAdd(history.Row(own[entry]), weights[entry], sum, sum);
        }
        Span<float> difference = new float[rank];
        Span<float> total = new float[rank];
        for (var entry = 0; entry < ranked; entry++)
        {
            var rest = Math.Max(0, mass - weights[entry]);
            var scale = rest <= 1e-6f ? 0 : (float)Math.Pow(rest, -options.HistoryExponent);
            for (var draw = 0; draw < options.Negatives; draw++)
            {
                var factor = into.Factors.AsSpan(into.Comparisons.Count * rank, rank);
                TensorPrimitives.MultiplyAdd(history.Row(own[entry]), -weights[entry], sum, factor);
                TensorPrimitives.Multiply(factor, scale, factor);
                var negative = negatives.Draw(factor, own[..ranked], ref random);
                if (negative < 0)
                {
                    continue;
                }
                TensorPrimitives.Subtract<float>(items.Row(own[entry]), items.Row(negative), difference);
                var margin = TensorPrimitives.Dot<float>(factor, difference) + biases.Values[own[entry]] - biases.Values[negative];
                var slope = weights[entry] / (1 + MathF.Exp(margin));
                into.Comparisons.Add((own[entry], negative, slope));
                TensorPrimitives.MultiplyAdd(difference, slope * scale, total, total);
                var excluded = into.History.AsSpan(entry * rank, rank);
                TensorPrimitives.MultiplyAdd(difference, -slope * scale, excluded, excluded);
            }
        }
        for (var entry = 0; entry < own.Length; entry++)
        {
            var gradient = into.History.AsSpan(entry * rank, rank);
            TensorPrimitives.Add(gradient, total, gradient);
            TensorPrimitives.Multiply(gradient, weights[entry], gradient);
        }
    }

    private void Apply(int user, UserGradients from, int shard)
    {
        var rank = options.Rank;
        ReadOnlySpan<float> one = [1];
        for (var place = 0; place < from.Comparisons.Count; place++)
        {
            var (positive, negative, slope) = from.Comparisons[place];
            var factor = from.Factors.AsSpan(place * rank, rank);
            if (positive % Shards == shard)
            {
                items.Step(positive, factor, slope);
                biases.Step(positive, one, slope);
            }
            if (negative % Shards == shard)
            {
                items.Step(negative, factor, -slope);
                biases.Step(negative, one, -slope);
            }
        }
        var own = confidences.RowColumns(user);
        for (var entry = 0; entry < own.Length; entry++)
        {
            if (own[entry] % Shards == shard)
            {
                history.Step(own[entry], from.History.AsSpan(entry * rank, rank), 1);
            }
        }
    }

    private void Fill(Span<float> row, ref SplittableRandom random)
    {
        foreach (ref var value in row)
        {
            value = (float)(random.NextNormal() * InitialDeviation / Math.Sqrt(options.Rank));
        }
    }
}
