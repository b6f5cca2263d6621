using Kuajie.Marketing.Allocation;

namespace Kuajie.Marketing.Response;

/// <summary>
/// Logistic regression with a squared penalty on all coefficients but the intercept, by Newton's steps (iteratively reweighted least squares; Hastie, Tibshirani and Friedman 2009, section 4.4).
/// Its probabilities sum to the successes.
/// </summary>
internal sealed class RidgeLogistic
{
    private const int MostSteps = 100;
    private const double Enough = 1e-10;
    private const double FurthestStep = 4;

    private RidgeLogistic(double[] coefficients) => Coefficients = coefficients;

    /// <summary>One per feature, the intercept last.</summary>
    public IReadOnlyList<double> Coefficients { get; }

    /// <summary>Fits. O(steps · rows · features²).</summary>
    public static RidgeLogistic Fit(IReadOnlyList<LogisticRow> rows, double penalty)
    {
        var at = new double[rows[0].Features.Length + 1];
        at[^1] = Logit.Of(Math.Clamp(rows.Sum(row => row.Successes) / rows.Sum(row => row.Trials), 1e-9, 1 - 1e-9));
        for (var step = 0; step < MostSteps; step++)
        {
            var move = Move(rows, penalty, at);
            var largest = move.Max(Math.Abs);
            if (largest < Enough)
            {
                break;
            }
            // Far from the optimum a whole step can overshoot, and to and fro for ever: it is halved until it makes the fit no worse.
            var share = Math.Min(1, FurthestStep / largest);
            var before = Likelihood(rows, penalty, at);
            var moved = Moved(at, move, share);
            while (largest * share > Enough && Likelihood(rows, penalty, moved) < before)
            {
                share /= 2;
                moved = Moved(at, move, share);
            }
            at = moved;
        }
        return new RidgeLogistic(at);
    }

    /// <summary>Probability of success.</summary>
    public double Probability(double[] row) => Logit.Probability(Score(row, Coefficients));

    private static double[] Moved(double[] at, double[] move, double share) => [.. at.Zip(move, (from, by) => from + (share * by))];

    /// <summary>What the fit makes as large as it can: the log-likelihood less the penalty.</summary>
    private static double Likelihood(IReadOnlyList<LogisticRow> rows, double penalty, double[] at)
    {
        var sum = -penalty / 2 * at.SkipLast(1).Sum(each => each * each);
        foreach (var row in rows)
        {
            var score = Score(row.Features, at);
            sum += (row.Successes * score) - (row.Trials * Logit.OnePlusExponential(score));
        }
        return sum;
    }

    private static double[] Move(IReadOnlyList<LogisticRow> rows, double penalty, double[] at)
    {
        var size = at.Length;
        var (curvature, slope) = (new double[size, size], new double[size]);
        foreach (var (features, trials, successes) in rows)
        {
            var probability = Logit.Probability(Score(features, at));
            var (error, weight) = (successes - (trials * probability), trials * probability * (1 - probability));
            for (var first = 0; first < size; first++)
            {
                var value = first == size - 1 ? 1 : features[first];
                slope[first] += error * value;
                for (var second = 0; second <= first; second++)
                {
                    curvature[first, second] += weight * value * (second == size - 1 ? 1 : features[second]);
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

/// <summary>What is known of one row, or of all rows that have the same features.</summary>
/// <param name="Features">Features.</param>
/// <param name="Trials">Rows.</param>
/// <param name="Successes">Those of them with the outcome.</param>
internal readonly record struct LogisticRow(double[] Features, double Trials, double Successes)
{
    /// <summary>A single row.</summary>
    public static LogisticRow Of(double[] features, bool isSuccess) => new(features, 1, isSuccess ? 1 : 0);
}
