using Kuajie.Marketing.Allocation;

namespace Kuajie.Marketing.Audience.LookAlikes;

/// <summary>
/// Logistic regression with a squared penalty on all coefficients but the intercept, by Newton's steps (iteratively reweighted least squares; Hastie, Tibshirani and Friedman 2009, section 4.4).
/// </summary>
internal sealed class RidgeLogistic
{
    private const int MostSteps = 30;
    private const double Enough = 1e-8;
    private const double FurthestStep = 5;

    private RidgeLogistic(double[] coefficients) => Coefficients = coefficients;

    /// <summary>One per feature, the intercept last.</summary>
    public IReadOnlyList<double> Coefficients { get; }

    /// <summary>Fits. O(steps · rows · features²).</summary>
    public static RidgeLogistic Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, double penalty)
    {
        var size = rows[0].Length + 1;
        var at = new double[size];
        for (var step = 0; step < MostSteps; step++)
        {
            var move = Move(rows, labels, penalty, at);
            var largest = move.Max(Math.Abs);
            for (var place = 0; place < size; place++)
            {
                at[place] += move[place] * Math.Min(1, FurthestStep / Math.Max(largest, FurthestStep));
            }
            if (largest < Enough)
            {
                break;
            }
        }
        return new RidgeLogistic(at);
    }

    /// <summary>Probability of the label.</summary>
    public double Probability(double[] row) => 1 / (1 + Math.Exp(-Score(row, Coefficients)));

    private static double[] Move(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, double penalty, double[] at)
    {
        var size = at.Length;
        var (curvature, slope) = (new double[size, size], new double[size]);
        for (var row = 0; row < rows.Count; row++)
        {
            var probability = 1 / (1 + Math.Exp(-Score(rows[row], at)));
            var (error, weight) = ((labels[row] ? 1 : 0) - probability, probability * (1 - probability));
            for (var first = 0; first < size; first++)
            {
                var value = first == size - 1 ? 1 : rows[row][first];
                slope[first] += error * value;
                for (var second = 0; second <= first; second++)
                {
                    curvature[first, second] += weight * value * (second == size - 1 ? 1 : rows[row][second]);
                }
            }
        }
        for (var first = 0; first < size; first++)
        {
            // A touch on the intercept keeps the system solvable where nothing varies.
            curvature[first, first] += first == size - 1 ? 1e-9 : penalty;
            slope[first] -= first == size - 1 ? 0 : penalty * at[first];
            for (var second = 0; second < first; second++)
            {
                curvature[second, first] = curvature[first, second];
            }
        }
        return SmallSystem.Solve(curvature, slope);
    }

    private static double Score(double[] row, IReadOnlyList<double> coefficients)
    {
        var sum = coefficients[^1];
        for (var place = 0; place < row.Length; place++)
        {
            sum += coefficients[place] * row[place];
        }
        return sum;
    }
}
