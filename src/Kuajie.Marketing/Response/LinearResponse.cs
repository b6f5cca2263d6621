using Kuajie.Marketing.Allocation;

namespace Kuajie.Marketing.Response;

/// <summary>What a column adds, in words people can check.</summary>
/// <param name="Name">The feature, with the level where it stands for one: that level against the commonest.</param>
/// <param name="PerUnit">Log odds or amount per unit of the number, or for the level.</param>
/// <param name="StandardError">Its standard error, robust and by groups.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="PerDeviation">Per standard deviation: comparable among numbers.</param>
/// <param name="OddsRatio">e to the power of PerUnit; null for amounts.</param>
/// <param name="OddsLow">Lower end of its interval.</param>
/// <param name="OddsHigh">Upper end.</param>
public sealed record Coefficient(
    string Name,
    double PerUnit,
    double StandardError,
    double Low,
    double High,
    double PerDeviation,
    double? OddsRatio,
    double? OddsLow,
    double? OddsHigh
);

/// <summary>
/// Linear regression of amounts by least squares, logistic regression of probabilities by Newton's method (Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 2009, sections
/// 3.2 and 4.4), over standardised columns. A ridge of a thousandth of a row keeps coefficients finite where classes separate; it is no shrinkage to speak of. Standard errors are the sandwich
/// A⁻¹ B A⁻¹ with B summed by group (Liang and Zeger, Biometrika 73, 1986), times G / (G − 1): right where rows of a user are alike and where amounts spread unevenly.
/// </summary>
internal static class LinearResponse
{
    public const double Ridge = 1e-3;
    private const double LeastPivot = 1e-7;
    private const double NormalPoint = 1.959963984540054;

    /// <summary>Fits. O(rows · columns² · steps).</summary>
    /// <param name="rows">Encoded rows.</param>
    /// <param name="outcomes">Their outcomes.</param>
    /// <param name="groups">Their groups.</param>
    /// <param name="columns">What the columns are.</param>
    /// <param name="isBinary">Logistic or linear.</param>
    public static LinearFit Fit(float[][] rows, double[] outcomes, int[] groups, IReadOnlyList<EncodedColumn> columns, bool isBinary)
    {
        var kept = Independent(rows, columns.Count);
        var weights = Solve(rows, outcomes, kept, isBinary);
        var variances = Sandwich(rows, outcomes, groups, kept, weights, isBinary);
        var slopes = new double[columns.Count];
        var coefficients = new List<Coefficient>();
        for (var place = 0; place < kept.Length; place++)
        {
            slopes[kept[place]] = weights[place + 1];
            coefficients.Add(Told(columns[kept[place]], weights[place + 1], Math.Sqrt(variances[place + 1]), isBinary));
        }
        string[] told = [.. Enumerable.Range(0, columns.Count).Except(kept).Select(column => columns[column].Name)];
        return new LinearFit(weights[0], slopes, coefficients, told);
    }

    private static Coefficient Told(EncodedColumn column, double slope, double error, bool isBinary)
    {
        var (perUnit, perUnitError) = (slope / column.Deviation, error / column.Deviation);
        var (low, high) = (perUnit - (NormalPoint * perUnitError), perUnit + (NormalPoint * perUnitError));
        return new Coefficient(
            column.Name,
            perUnit,
            perUnitError,
            low,
            high,
            slope,
            isBinary ? Odds(perUnit) : null,
            isBinary ? Odds(low) : null,
            isBinary ? Odds(high) : null
        );
    }

    private static double Odds(double logOdds) => Math.Exp(Math.Clamp(logOdds, -700, 700));

    /// <summary>Columns that are not told by those before them: what is left of a column beyond them has some variance.</summary>
    private static int[] Independent(float[][] rows, int columns)
    {
        var moments = new double[columns, columns];
        foreach (var row in rows)
        {
            for (var first = 0; first < columns; first++)
            {
                for (var second = 0; second <= first; second++)
                {
                    moments[first, second] += (double)row[first] * row[second] / rows.Length;
                }
            }
        }
        var (kept, root) = (new List<int>(), new List<double[]>());
        for (var column = 0; column < columns; column++)
        {
            var along = new double[kept.Count + 1];
            var left = moments[column, column];
            for (var place = 0; place < kept.Count; place++)
            {
                var sum = moments[column, kept[place]];
                for (var inner = 0; inner < place; inner++)
                {
                    sum -= along[inner] * root[place][inner];
                }
                along[place] = sum / root[place][place];
                left -= along[place] * along[place];
            }
            if (left > LeastPivot * moments[column, column])
            {
                along[kept.Count] = Math.Sqrt(left);
                kept.Add(column);
                root.Add(along);
            }
        }
        return [.. kept];
    }

    private static double[] Solve(float[][] rows, double[] outcomes, int[] kept, bool isBinary)
    {
        var weights = new double[kept.Length + 1];
        var mean = outcomes.Average();
        weights[0] = isBinary ? Logit.Of(mean) : mean;
        var loss = Loss(rows, outcomes, kept, weights, isBinary);
        for (var round = 0; round < 100; round++)
        {
            var (gradient, bend) = Derivatives(rows, outcomes, kept, weights, isBinary);
            var step = SmallSystem.Solve(bend, gradient);
            var share = 1.0;
            var next = Moved(weights, step, share);
            var nextLoss = Loss(rows, outcomes, kept, next, isBinary);
            while (nextLoss > loss && share > 1e-6)
            {
                share /= 2;
                next = Moved(weights, step, share);
                nextLoss = Loss(rows, outcomes, kept, next, isBinary);
            }
            if (nextLoss > loss)
            {
                break;
            }
            var isDone = loss - nextLoss <= 1e-12 * (1 + Math.Abs(loss));
            (weights, loss) = (next, nextLoss);
            if (isDone)
            {
                break;
            }
        }
        return weights;
    }

    private static double[] Moved(double[] weights, double[] step, double share) =>
        [.. weights.Zip(step, (weight, change) => weight + (share * change))];

    private static double Score(float[] row, int[] kept, double[] weights)
    {
        var score = weights[0];
        for (var place = 0; place < kept.Length; place++)
        {
            score += weights[place + 1] * row[kept[place]];
        }
        return score;
    }

    private static double Loss(float[][] rows, double[] outcomes, int[] kept, double[] weights, bool isBinary)
    {
        var loss = 0.5 * Ridge * weights.Skip(1).Sum(weight => weight * weight);
        for (var row = 0; row < rows.Length; row++)
        {
            var score = Score(rows[row], kept, weights);
            loss += isBinary
                ? Logit.OnePlusExponential(score) - (outcomes[row] * score)
                : 0.5 * (outcomes[row] - score) * (outcomes[row] - score);
        }
        return loss;
    }

    private static (double[] Gradient, double[,] Bend) Derivatives(
        float[][] rows,
        double[] outcomes,
        int[] kept,
        double[] weights,
        bool isBinary
    )
    {
        var size = weights.Length;
        var (gradient, bend) = (new double[size], new double[size, size]);
        var values = new double[size];
        for (var row = 0; row < rows.Length; row++)
        {
            Fill(values, rows[row], kept);
            var score = Score(rows[row], kept, weights);
            var expected = isBinary ? Logit.Probability(score) : score;
            var weight = isBinary ? expected * (1 - expected) : 1;
            for (var first = 0; first < size; first++)
            {
                gradient[first] += (outcomes[row] - expected) * values[first];
                for (var second = 0; second <= first; second++)
                {
                    bend[first, second] += weight * values[first] * values[second];
                }
            }
        }
        for (var first = 0; first < size; first++)
        {
            gradient[first] -= first == 0 ? 0 : Ridge * weights[first];
            bend[first, first] += first == 0 ? 1e-9 : Ridge;
            for (var second = first + 1; second < size; second++)
            {
                bend[first, second] = bend[second, first];
            }
        }
        return (gradient, bend);
    }

    private static double[] Sandwich(float[][] rows, double[] outcomes, int[] groups, int[] kept, double[] weights, bool isBinary)
    {
        var size = weights.Length;
        var groupCount = groups.Max() + 1;
        var sums = new double[groupCount][];
        var values = new double[size];
        for (var row = 0; row < rows.Length; row++)
        {
            Fill(values, rows[row], kept);
            var score = Score(rows[row], kept, weights);
            var residual = outcomes[row] - (isBinary ? Logit.Probability(score) : score);
            var sum = sums[groups[row]] ??= new double[size];
            for (var place = 0; place < size; place++)
            {
                sum[place] += residual * values[place];
            }
        }
        var root = SmallSystem.Cholesky(Derivatives(rows, outcomes, kept, weights, isBinary).Bend);
        var variances = new double[size];
        var scale = groupCount > 1 ? groupCount / (groupCount - 1.0) : 1;
        // A⁻¹ s of each group's sum s: the sum of their squares is the diagonal of A⁻¹ B A⁻¹.
        foreach (var sum in sums.Where(sum => sum is not null))
        {
            var solved = SmallSystem.BackSubstitute(root, SmallSystem.ForwardSubstitute(root, sum));
            for (var place = 0; place < size; place++)
            {
                variances[place] += scale * solved[place] * solved[place];
            }
        }
        return variances;
    }

    private static void Fill(double[] values, float[] row, int[] kept)
    {
        values[0] = 1;
        for (var place = 0; place < kept.Length; place++)
        {
            values[place + 1] = row[kept[place]];
        }
    }
}

/// <summary>A fitted regression.</summary>
/// <param name="Intercept">Score at the mean of every column.</param>
/// <param name="Slopes">Per deviation, by column; 0 for columns that others tell.</param>
/// <param name="Coefficients">In words.</param>
/// <param name="ToldByOthers">Columns that the ones before them tell exactly, left out.</param>
internal sealed record LinearFit(
    double Intercept,
    double[] Slopes,
    IReadOnlyList<Coefficient> Coefficients,
    IReadOnlyList<string> ToldByOthers
);
