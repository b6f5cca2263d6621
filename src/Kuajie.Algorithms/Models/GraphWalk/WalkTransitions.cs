using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.GraphWalk;

/// <summary>
/// Item → user → item steps of RP3β: W[i, j] = Σ_u P(u | i)^α · P(j | u)^α / n_j^β, as a top-k product of two sparse matrices.
/// </summary>
internal static class WalkTransitions
{
    /// <summary>Where a walker from each source item arrives.</summary>
    /// <param name="source">Users × source items as confidences.</param>
    /// <param name="target">Users × target items as confidences; the same object within one catalog.</param>
    /// <param name="userMass">Shape users: sum of the confidences among which a walker at a user chooses.</param>
    /// <param name="options">α, β, neighbours.</param>
    /// <param name="run">Threads, progress, cancellation.</param>
    public static SparseMatrix Find(SparseMatrix source, SparseMatrix target, double[] userMass, GraphWalkOptions options, TrainingRun run)
    {
        // P(u | i)^α = c^α / (Σ_v c_vi)^α: the denominator belongs to the row and is left to the measure.
        var steps = Powers(source, (value, _) => Math.Pow(value, options.Alpha));
        var arrivals = Powers(target, (value, user) => Math.Pow(value / userMass[user], options.Alpha));
        var measure = SimilarityMeasure.Powers(ColumnSums(source), options.Alpha, UserCounts(target), options.Beta, 0);
        return SharedUserNeighbors.Find(
            steps,
            arrivals,
            measure,
            ReferenceEquals(source, target),
            options.Neighbors,
            run.Threads,
            (done, total) => run.Progress?.Report(new TrainingProgress(done, total)),
            run.Cancellation
        );
    }

    /// <summary>Σ of each user's confidences over some matrices.</summary>
    public static double[] UserMass(params IReadOnlyList<SparseMatrix> matrices)
    {
        var mass = new double[matrices[0].RowCount];
        foreach (var matrix in matrices)
        {
            for (var user = 0; user < mass.Length; user++)
            {
                foreach (var value in matrix.RowValues(user))
                {
                    mass[user] += value;
                }
            }
        }
        return mass;
    }

    private static SparseMatrix Powers(SparseMatrix matrix, Func<float, int, double> power)
    {
        var values = new float[matrix.EntryCount];
        var place = 0;
        for (var user = 0; user < matrix.RowCount; user++)
        {
            foreach (var value in matrix.RowValues(user))
            {
                values[place++] = (float)power(value, user);
            }
        }
        return matrix.WithValues(values);
    }

    private static double[] ColumnSums(SparseMatrix matrix)
    {
        var sums = new double[matrix.ColumnCount];
        for (var entry = 0; entry < matrix.EntryCount; entry++)
        {
            sums[matrix.Columns.Span[entry]] += matrix.Values.Span[entry];
        }
        return sums;
    }

    private static double[] UserCounts(SparseMatrix matrix)
    {
        var counts = new double[matrix.ColumnCount];
        foreach (var item in matrix.Columns.Span)
        {
            counts[item]++;
        }
        return counts;
    }
}
