using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>The dense matrix A Aᵀ + λI of a sparse A, row by row.</summary>
internal static class GramRows
{
    private const int BlockRows = 64;

    /// <summary>Overwrites <paramref name="result"/>. Each element is summed in the order of A's columns, so threads do not matter. O(rows² + Σ over columns of entries²).</summary>
    /// <param name="result">Shape rows × rows.</param>
    /// <param name="matrix">A.</param>
    /// <param name="transposed">Aᵀ.</param>
    /// <param name="ridge">λ.</param>
    /// <param name="run">Threads and cancellation.</param>
    public static void Fill(float[] result, SparseMatrix matrix, SparseMatrix transposed, double ridge, TrainingRun run)
    {
        var rows = matrix.RowCount;
        RowBlocks.ForEach(
            rows,
            BlockRows,
            run.Threads,
            () => 0,
            (_, start, end, _) =>
            {
                for (var row = start; row < end; row++)
                {
                    var into = result.AsSpan(row * rows, rows);
                    into.Clear();
                    AddRow(into, matrix, transposed, row);
                    into[row] += (float)ridge;
                }
            },
            run.Cancellation
        );
    }

    private static void AddRow(Span<float> into, SparseMatrix matrix, SparseMatrix transposed, int row)
    {
        var columns = matrix.RowColumns(row);
        var values = matrix.RowValues(row);
        for (var entry = 0; entry < columns.Length; entry++)
        {
            var others = transposed.RowColumns(columns[entry]);
            var confidences = transposed.RowValues(columns[entry]);
            for (var place = 0; place < others.Length; place++)
            {
                into[others[place]] += values[entry] * confidences[place];
            }
        }
    }
}
