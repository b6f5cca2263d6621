using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>Runs a learner over the histories of one or more domains and cuts what it learnt into the parts of a model.</summary>
internal static class BprTraining
{
    /// <summary>The history factors of each domain, and the target's item factors with biases.</summary>
    /// <param name="dataset">All domains.</param>
    /// <param name="target">The domain that is ranked.</param>
    /// <param name="others">Other domains that speak for the user, ascending, with their weight.</param>
    /// <param name="options">The options.</param>
    /// <param name="run">Seed, threads, progress, cancellation.</param>
    public static (IReadOnlyList<HistoryBlock> Blocks, ReadOnlyMemory<float> ItemFactors) Train(
        InteractionDataset dataset,
        int target,
        IReadOnlyList<(int Domain, float Weight)> others,
        BprOptions options,
        TrainingRun run
    )
    {
        (int Domain, float Weight)[] domains = [(target, 1f), .. others];
        var (matrices, means) = (new SparseMatrix[domains.Length], new float[domains.Length]);
        for (var place = 0; place < domains.Length; place++)
        {
            var confidences = NeighborParts.ConfidencesOf(dataset.Domains[domains[place].Domain], options.WeightExponent, out means[place]);
            matrices[place] = confidences.WithValues([.. confidences.Values.ToArray().Select(value => value * domains[place].Weight)]);
        }
        var learner = new BprLearner(options, Join(matrices), matrices[0], run);
        learner.Train();
        var (blocks, first) = (new List<HistoryBlock>(), 0);
        for (var place = 0; place < domains.Length; place++)
        {
            var length = matrices[place].ColumnCount * options.Rank;
            blocks.Add(
                new HistoryBlock(domains[place].Domain, domains[place].Weight, means[place], learner.HistoryFactors.AsMemory(first, length))
            );
            first += length;
        }
        return (blocks, WithBiases(learner.ItemFactors, learner.Biases, options.Rank));
    }

    private static SparseMatrix Join(SparseMatrix[] matrices)
    {
        var rows = matrices[0].RowCount;
        var offsets = new int[rows + 1];
        var (columns, values) = (new List<int>(), new List<float>());
        for (var row = 0; row < rows; row++)
        {
            var first = 0;
            foreach (var matrix in matrices)
            {
                foreach (var column in matrix.RowColumns(row))
                {
                    columns.Add(first + column);
                }
                values.AddRange(matrix.RowValues(row));
                first += matrix.ColumnCount;
            }
            offsets[row + 1] = columns.Count;
        }
        return new SparseMatrix(rows, matrices.Sum(matrix => matrix.ColumnCount), offsets, [.. columns], [.. values]);
    }

    private static float[] WithBiases(float[] factors, float[] biases, int rank)
    {
        var joined = new float[biases.Length * (rank + 1)];
        for (var item = 0; item < biases.Length; item++)
        {
            factors.AsSpan(item * rank, rank).CopyTo(joined.AsSpan(item * (rank + 1)));
            joined[(item * (rank + 1)) + rank] = biases[item];
        }
        return joined;
    }
}
