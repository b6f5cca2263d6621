using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Algorithms.Ranking.Diversity;

namespace Kuajie.Algorithms.Tests.Ranking;

/// <summary>A similarity written down as a matrix.</summary>
internal sealed class MatrixSimilarity(double[,] matrix) : IItemSimilarity
{
    public int Count => matrix.GetLength(0);

    public double Of(int first, int second) => matrix[first, second];
}

/// <summary>The greedy selections as the papers state them: every value computed from scratch at every step.</summary>
internal static class DiversityTwins
{
    public static int[] Mmr(double[] relevance, IItemSimilarity similarity, double strength, int count) =>
        Greedy(
            relevance,
            count,
            (list, candidate) =>
                ((1 - strength) * relevance[candidate])
                - (strength * (list.Count == 0 ? 0 : list.Max(taken => similarity.Of(candidate, taken))))
        );

    public static int[] Dpp(double[] relevance, IItemSimilarity similarity, double strength, int count) =>
        Greedy(
            relevance,
            count,
            (list, candidate) =>
                ((1 - strength) * relevance[candidate])
                + (strength * Math.Log(Determinant([.. list, candidate], similarity) / Determinant(list, similarity)))
        );

    public static int[] Calibrated(
        double[] relevance,
        ItemCategories categories,
        int[] items,
        double[] history,
        double strength,
        int count
    ) =>
        Greedy(
            relevance,
            count,
            (list, candidate) =>
                ((1 - strength) * relevance[candidate])
                - (
                    strength
                    * CalibrationError.Of(history, categories.Distribution([.. list.Append(candidate).Select(place => items[place])]))
                )
        );

    /// <summary>By Gaussian elimination with pivots on the diagonal.</summary>
    public static double Determinant(IReadOnlyList<int> places, IItemSimilarity similarity)
    {
        var size = places.Count;
        var matrix = new double[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                matrix[row, column] = similarity.Of(places[row], places[column]);
            }
        }
        var determinant = 1.0;
        for (var pivot = 0; pivot < size; pivot++)
        {
            determinant *= matrix[pivot, pivot];
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column < size; column++)
                {
                    matrix[row, column] -= factor * matrix[pivot, column];
                }
            }
        }
        return determinant;
    }

    private static int[] Greedy(double[] relevance, int count, Func<List<int>, int, double> value)
    {
        var list = new List<int>();
        while (list.Count < Math.Min(count, relevance.Length))
        {
            list.Add(
                Enumerable
                    .Range(0, relevance.Length)
                    .Except(list)
                    .OrderByDescending(candidate => value(list, candidate))
                    .ThenByDescending(candidate => relevance[candidate])
                    .ThenBy(candidate => candidate)
                    .First()
            );
        }
        return [.. list];
    }
}
