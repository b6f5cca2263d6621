namespace Kuajie.Marketing.Response;

/// <summary>Turns the log odds a model gives into a probability that holds what it says, learnt on rows the model did not see.</summary>
/// <param name="Form">Which form.</param>
/// <param name="Intercept">a of Platt's scaling.</param>
/// <param name="Slope">b of Platt's scaling.</param>
/// <param name="Scores">Ascending scores at which the steps of the isotonic form begin.</param>
/// <param name="Probabilities">Probabilities of the steps, never falling.</param>
public sealed record Calibration(
    CalibrationForm Form,
    double Intercept,
    double Slope,
    IReadOnlyList<double> Scores,
    IReadOnlyList<double> Probabilities
)
{
    /// <summary>Leaves scores as they are.</summary>
    public static Calibration None { get; } = new(CalibrationForm.None, 0, 1, [], []);

    /// <summary>The probability of a score. O(log steps).</summary>
    public double Probability(double score)
    {
        if (Form != CalibrationForm.Isotonic)
        {
            return Logit.Probability(Intercept + (Slope * score));
        }
        var (low, high) = (0, Scores.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Scores[middle] <= score ? (middle, high) : (low, middle - 1);
        }
        return Probabilities[low];
    }

    /// <summary>Learns a calibration. O(rows log rows).</summary>
    /// <param name="form">Its form.</param>
    /// <param name="scores">Log odds.</param>
    /// <param name="outcomes">0 or 1.</param>
    internal static Calibration Fit(CalibrationForm form, ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes) =>
        form switch
        {
            _ when scores.Length == 0 => None,
            CalibrationForm.Platt => Platt(scores, outcomes),
            CalibrationForm.Isotonic => Isotonic(scores, outcomes),
            _ => None,
        };

    /// <summary>
    /// Platt's scaling by Newton's method. Outcomes are drawn in a little, (N₊ + 1) / (N₊ + 2) for 1 and 1 / (N₋ + 2) for 0, as in Platt 1999, so that few rows do not give certainty.
    /// Lin, Lin and Weng, "A note on Platt's probabilistic outputs", Machine Learning 68 (2007).
    /// </summary>
    private static Calibration Platt(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes)
    {
        var yes = 0.0;
        foreach (var outcome in outcomes)
        {
            yes += outcome;
        }
        var (target, other) = ((yes + 1) / (yes + 2), 1 / (outcomes.Length - yes + 2));
        var isConstant = Spread(scores) < 1e-9;
        var (intercept, slope) = (isConstant ? -scores[0] : 0.0, 1.0);
        var loss = PlattLoss(scores, outcomes, intercept, slope, target, other);
        for (var round = 0; round < 100; round++)
        {
            var (stepIntercept, stepSlope) = PlattStep(scores, outcomes, intercept, slope, target, other, isConstant);
            var share = 1.0;
            var next = PlattLoss(scores, outcomes, intercept + stepIntercept, slope + stepSlope, target, other);
            while (next > loss && share > 1e-6)
            {
                share /= 2;
                next = PlattLoss(scores, outcomes, intercept + (share * stepIntercept), slope + (share * stepSlope), target, other);
            }
            if (!(loss - next > 1e-12))
            {
                break;
            }
            (intercept, slope, loss) = (intercept + (share * stepIntercept), slope + (share * stepSlope), next);
        }
        // A model whose order is worse than chance on later rows says nothing: then everybody gets the mean.
        return slope >= 0
            ? new Calibration(CalibrationForm.Platt, intercept, slope, [], [])
            : new Calibration(
                CalibrationForm.Platt,
                Logit.Of(((yes * target) + ((outcomes.Length - yes) * other)) / outcomes.Length),
                0,
                [],
                []
            );
    }

    private static double PlattLoss(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<double> outcomes,
        double intercept,
        double slope,
        double target,
        double other
    )
    {
        var loss = 0.0;
        for (var row = 0; row < scores.Length; row++)
        {
            var score = intercept + (slope * scores[row]);
            loss += Logit.OnePlusExponential(score) - ((outcomes[row] > 0.5 ? target : other) * score);
        }
        return loss;
    }

    private static (double Intercept, double Slope) PlattStep(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<double> outcomes,
        double intercept,
        double slope,
        double target,
        double other,
        bool isConstant
    )
    {
        var (first, second, h11, h12, h22) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
        for (var row = 0; row < scores.Length; row++)
        {
            var probability = Logit.Probability(intercept + (slope * scores[row]));
            var (residual, weight) = ((outcomes[row] > 0.5 ? target : other) - probability, probability * (1 - probability));
            first += residual;
            second += residual * scores[row];
            h11 += weight;
            h12 += weight * scores[row];
            h22 += weight * scores[row] * scores[row];
        }
        var determinant = (h11 * h22) - (h12 * h12);
        return isConstant || determinant <= 1e-12 * h11 * h22
            ? (first / h11, 0)
            : (((h22 * first) - (h12 * second)) / determinant, ((h11 * second) - (h12 * first)) / determinant);
    }

    /// <summary>
    /// Pool adjacent violators (Ayer et al. 1955): neighbours that fall are put together until nothing falls. The lowest and the highest step keep away from 0 and 1 as Laplace's rule has it,
    /// (yes + 1) / (rows + 2), because certainty cannot be learnt from rows.
    /// </summary>
    private static Calibration Isotonic(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes)
    {
        var (ascending, values) = (scores.ToArray(), outcomes.ToArray());
        Array.Sort(ascending, values);
        var blocks = new List<(double Score, double Yes, double Rows)>();
        for (var row = 0; row < ascending.Length; row++)
        {
            if (row > 0 && ascending[row] <= ascending[row - 1])
            {
                var same = blocks[^1];
                blocks[^1] = (same.Score, same.Yes + values[row], same.Rows + 1);
            }
            else
            {
                Pool(blocks);
                blocks.Add((ascending[row], values[row], 1));
            }
        }
        Pool(blocks);
        var probabilities = blocks.Select(block => block.Yes / block.Rows).ToArray();
        var (least, most) = (1 / (blocks[0].Rows + 2), (blocks[^1].Rows + 1) / (blocks[^1].Rows + 2));
        var (second, before) = blocks.Count > 1 ? (probabilities[1], probabilities[^2]) : (1, 0);
        probabilities[0] = Math.Max(probabilities[0], Math.Min(least, second));
        probabilities[^1] = Math.Min(probabilities[^1], Math.Max(most, before));
        return new Calibration(CalibrationForm.Isotonic, 0, 1, [.. blocks.Select(block => block.Score)], probabilities);
    }

    private static void Pool(List<(double Score, double Yes, double Rows)> blocks)
    {
        while (blocks.Count > 1 && blocks[^2].Yes * blocks[^1].Rows >= blocks[^1].Yes * blocks[^2].Rows)
        {
            var (before, last) = (blocks[^2], blocks[^1]);
            blocks.RemoveAt(blocks.Count - 1);
            blocks[^1] = (before.Score, before.Yes + last.Yes, before.Rows + last.Rows);
        }
    }

    private static double Spread(ReadOnlySpan<double> values)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }
        return most - least;
    }
}
