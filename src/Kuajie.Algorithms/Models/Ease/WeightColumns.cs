using Kuajie.Algorithms.Models.Neighborhood;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>The weights kept for every target item, gathered column by column and turned into one matrix for each domain that explains.</summary>
internal sealed class WeightColumns(RegressionData data)
{
    private readonly int[][] regressors = new int[data.Targets.RowCount][];
    private readonly float[][] weights = new float[data.Targets.RowCount][];

    /// <summary>Sets the weights of one target item.</summary>
    /// <param name="target">Target item.</param>
    /// <param name="itsRegressors">Strictly ascending regressors.</param>
    /// <param name="itsWeights">Shape itsRegressors: weights on unscaled confidences.</param>
    public void Set(int target, int[] itsRegressors, float[] itsWeights) =>
        (regressors[target], weights[target]) = (itsRegressors, itsWeights);

    /// <summary>Items of each domain × target items.</summary>
    public IReadOnlyList<NeighborBlock> ToBlocks() =>
        [.. data.Blocks.Select(block => new NeighborBlock(block.Domain, block.MeanWeight, MatrixOf(block).Transpose()))];

    private SparseMatrix MatrixOf(RegressorBlock block)
    {
        var offsets = new int[regressors.Length + 1];
        var starts = new int[regressors.Length];
        for (var target = 0; target < regressors.Length; target++)
        {
            starts[target] = Place(regressors[target], block.First);
            offsets[target + 1] = checked(offsets[target] + Place(regressors[target], block.First + block.Count) - starts[target]);
        }
        var (columns, values) = (new int[offsets[^1]], new float[offsets[^1]]);
        for (var target = 0; target < regressors.Length; target++)
        {
            var length = offsets[target + 1] - offsets[target];
            for (var entry = 0; entry < length; entry++)
            {
                columns[offsets[target] + entry] = regressors[target][starts[target] + entry] - block.First;
            }
            weights[target].AsSpan(starts[target], length).CopyTo(values.AsSpan(offsets[target]));
        }
        return new SparseMatrix(regressors.Length, block.Count, offsets, columns, values);
    }

    /// <summary>The first place whose value is not smaller.</summary>
    private static int Place(int[] ascending, int value)
    {
        var place = Array.BinarySearch(ascending, value);
        return place >= 0 ? place : ~place;
    }
}
