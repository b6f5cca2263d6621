using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>Draws items that a user has not met. Frozen between calls of <see cref="Refresh"/>, so draws depend on a user's stream alone.</summary>
internal sealed class NegativeItems
{
    private const double PopularityExponent = 0.75;

    /// <summary>Mean rank of an adaptive draw as a share of the catalog.</summary>
    private const double MeanRankShare = 0.05;

    /// <summary>Draws that may hit the user's own items before the comparison is given up: who has met everything prefers nothing.</summary>
    private const int MostTries = 32;

    private readonly BprSampling sampling;
    private readonly int rank;
    private readonly int[] items;
    private readonly double[] sums;
    private readonly int[][] orders = [];
    private readonly float[] deviations = [];

    /// <summary>Prepares draws among the items that someone has met.</summary>
    public NegativeItems(BprSampling sampling, SparseMatrix byItem, int rank)
    {
        this.sampling = sampling;
        this.rank = rank;
        items = [.. Enumerable.Range(0, byItem.RowCount).Where(item => byItem.RowLength(item) > 0)];
        sums = new double[items.Length];
        for (var place = 0; place < items.Length; place++)
        {
            var mass = sampling == BprSampling.Popularity ? Math.Pow(byItem.RowLength(items[place]), PopularityExponent) : 1;
            sums[place] = mass + (place == 0 ? 0 : sums[place - 1]);
        }
        if (sampling == BprSampling.Adaptive)
        {
            orders = [.. Enumerable.Range(0, rank).Select(_ => (int[])items.Clone())];
            deviations = new float[rank];
        }
    }

    /// <summary>Orders the items along every factor anew. O(rank · items · log items).</summary>
    public void Refresh(BprParameters factors, TrainingRun run)
    {
        if (sampling != BprSampling.Adaptive || items.Length == 0)
        {
            return;
        }
        RowBlocks.ForEach(
            rank,
            1,
            run.Threads,
            () => new float[items.Length],
            (_, factor, _, values) =>
            {
                for (var place = 0; place < items.Length; place++)
                {
                    orders[factor][place] = items[place];
                    values[place] = -factors.Row(items[place])[factor];
                }
                deviations[factor] = TensorPrimitives.StdDev<float>(values);
                Array.Sort(values, orders[factor]);
            },
            run.Cancellation
        );
    }

    /// <summary>An item that is none of the user's own, or −1 where none was found.</summary>
    /// <param name="user">The user's factor.</param>
    /// <param name="own">The user's items, ascending.</param>
    /// <param name="random">The user's stream.</param>
    public int Draw(ReadOnlySpan<float> user, ReadOnlySpan<int> own, ref SplittableRandom random)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var item = tries < MostTries / 2 ? Candidate(user, ref random) : items[random.NextInteger(items.Length)];
            if (own.BinarySearch(item) < 0)
            {
                return item;
            }
        }
        return -1;
    }

    private int Candidate(ReadOnlySpan<float> user, ref SplittableRandom random)
    {
        if (sampling == BprSampling.Uniform)
        {
            return items[random.NextInteger(items.Length)];
        }
        if (sampling == BprSampling.Popularity)
        {
            var place = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
            return items[Math.Min(items.Length - 1, place < 0 ? ~place : place + 1)];
        }
        var factor = FactorOf(user, ref random);
        var from = (int)Math.Min(items.Length - 1, -Math.Log(1 - random.NextDouble()) * MeanRankShare * items.Length);
        return orders[factor][user[factor] >= 0 ? from : items.Length - 1 - from];
    }

    /// <summary>A factor by how much it spreads the user's scores: |x_f| · σ_f.</summary>
    private int FactorOf(ReadOnlySpan<float> user, ref SplittableRandom random)
    {
        var mass = 0f;
        for (var factor = 0; factor < rank; factor++)
        {
            mass += MathF.Abs(user[factor]) * deviations[factor];
        }
        var left = (float)(random.NextDouble() * mass);
        for (var factor = 0; factor < rank; factor++)
        {
            left -= MathF.Abs(user[factor]) * deviations[factor];
            if (left < 0)
            {
                return factor;
            }
        }
        return random.NextInteger(rank);
    }
}
