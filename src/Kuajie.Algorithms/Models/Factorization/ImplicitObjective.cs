using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// The implicit objective of given factors. The sum over all pairs of users and items is the sum over both sides' Gram matrices of the products of their
/// elements, so only observed pairs are visited. O(entries · rank + rows · rank²); sums in double precision and in the order of blocks of rows.
/// </summary>
internal sealed class ImplicitObjective(FactorizationSettings settings, FactorizationBlockData[] blocks, TrainingRun run)
{
    private const int BlockRows = 256;

    /// <summary>Σ over blocks of weight · (observed + unobserved + items' regularisation), plus users' regularisation.</summary>
    public double Of(float[] userFactors, float[][] itemFactors)
    {
        var userMass = new double[userFactors.Length / settings.Rank];
        var loss = 0.0;
        for (var block = 0; block < blocks.Length; block++)
        {
            loss += blocks[block].Weight * OfBlock(blocks[block], userFactors, itemFactors[block], userMass);
        }
        return loss + Regularization(userFactors, userMass);
    }

    private double OfBlock(FactorizationBlockData block, float[] userFactors, float[] itemFactors, double[] userMass)
    {
        var observed = new double[RowBlocks.Count(block.ByUser.RowCount, BlockRows)];
        RowBlocks.ForEach(
            block.ByUser.RowCount,
            BlockRows,
            run.Threads,
            () => 0,
            (number, start, end, _) =>
            {
                for (var user = start; user < end; user++)
                {
                    observed[number] += Observed(block, user, userFactors, itemFactors, ref userMass[user]);
                }
            },
            run.Cancellation
        );
        var activeUsers = Gram(userFactors, user => block.ByUser.RowLength(user) > 0);
        var items = Gram(itemFactors, _ => true);
        var unobserved = settings.UnobservedWeight * activeUsers.Zip(items, (user, item) => user * item).Sum();
        var itemMass = new double[block.ByItem.RowCount];
        for (var item = 0; item < itemMass.Length; item++)
        {
            itemMass[item] = TensorPrimitives.Sum(block.ByItem.RowValues(item)) + (settings.UnobservedWeight * block.ActiveUserCount);
        }
        return observed.Sum() + unobserved + Regularization(itemFactors, itemMass);
    }

    private double Observed(FactorizationBlockData block, int user, float[] userFactors, float[] itemFactors, ref double mass)
    {
        var items = block.ByUser.RowColumns(user);
        var confidences = 0.0;
        var own = userFactors.AsSpan(user * settings.Rank, settings.Rank);
        var sum = 0.0;
        for (var entry = 0; entry < items.Length; entry++)
        {
            var confidence = block.ByUser.RowValues(user)[entry];
            var left = 1.0 - TensorPrimitives.Dot<float>(own, itemFactors.AsSpan(items[entry] * settings.Rank, settings.Rank));
            sum += confidence * left * left;
            confidences += confidence;
        }
        mass += items.Length == 0 ? 0 : block.Weight * (confidences + (settings.UnobservedWeight * block.ByItem.RowCount));
        return sum;
    }

    private double Regularization(float[] factors, double[] mass)
    {
        var sum = 0.0;
        for (var row = 0; row < mass.Length; row++)
        {
            sum +=
                settings.Regularization
                * Math.Pow(mass[row], settings.FrequencyExponent)
                * TensorPrimitives.SumOfSquares<float>(factors.AsSpan(row * settings.Rank, settings.Rank));
        }
        return sum;
    }

    private double[] Gram(float[] factors, Func<int, bool> counts)
    {
        var rank = settings.Rank;
        var rowCount = factors.Length / rank;
        var partials = new double[RowBlocks.Count(rowCount, 64 * BlockRows)][];
        RowBlocks.ForEach(
            rowCount,
            64 * BlockRows,
            run.Threads,
            () => new double[rank],
            (number, start, end, wide) =>
            {
                var gram = partials[number] = new double[rank * rank];
                for (var row = start; row < end; row++)
                {
                    if (counts(row))
                    {
                        TensorPrimitives.ConvertTruncating<float, double>(factors.AsSpan(row * rank, rank), wide);
                        for (var place = 0; place < rank; place++)
                        {
                            var sums = gram.AsSpan(place * rank, rank);
                            TensorPrimitives.MultiplyAdd(wide, wide[place], sums, sums);
                        }
                    }
                }
            },
            run.Cancellation
        );
        var total = new double[rank * rank];
        foreach (var partial in partials)
        {
            TensorPrimitives.Add(total, partial, total);
        }
        return total;
    }
}
