using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>Brings evidence onto one scale, so that a popularity prior means the same on every data set.</summary>
internal static class RowScale
{
    /// <summary>The same matrix scaled to a mean sum of the rows that hold something: that is what a usual past item gives away in all.</summary>
    public static SparseMatrix ToMean(SparseMatrix matrix, double mean)
    {
        var (sum, rows) = (0.0, 0);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            rows += matrix.RowLength(row) > 0 ? 1 : 0;
        }
        foreach (var value in matrix.Values.Span)
        {
            sum += value;
        }
        if (sum == 0)
        {
            return matrix;
        }
        var scale = mean * rows / sum;
        var scaled = new float[matrix.EntryCount];
        for (var entry = 0; entry < scaled.Length; entry++)
        {
            scaled[entry] = (float)(matrix.Values.Span[entry] * scale);
        }
        return matrix.WithValues(scaled);
    }
}
