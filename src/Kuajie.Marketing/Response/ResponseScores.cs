using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Marketing.Response;

/// <summary>
/// How good predictions are, with intervals from a bootstrap that draws whole groups (Field and Welsh, JRSS B 69, 2007): rows of one user are one observation. The draws are the same for every
/// model, so that differences are paired.
/// </summary>
internal sealed class ResponseScores
{
    private readonly double[] outcomes;
    private readonly bool isBinary;
    private readonly int[][] draws;

    /// <summary>Of some rows.</summary>
    public ResponseScores(double[] outcomes, int[] groups, bool isBinary, int resamples, ulong seed)
    {
        (this.outcomes, this.isBinary) = (outcomes, isBinary);
        var groupCount = groups.Length == 0 ? 0 : groups.Max() + 1;
        draws = new int[resamples][];
        for (var resample = 0; resample < resamples; resample++)
        {
            var random = SplittableRandom.Stream(seed, (ulong)resample);
            var times = new int[groupCount];
            for (var draw = 0; draw < groupCount; draw++)
            {
                times[random.NextInteger(groupCount)]++;
            }
            draws[resample] = [.. groups.Select(group => times[group])];
        }
    }

    /// <summary>Every metric of the kind of outcome.</summary>
    public IReadOnlyList<ResponseMetric> Metrics(double[] predictions)
    {
        if (!isBinary)
        {
            return
            [
                Mean("mae", Each(predictions, (outcome, prediction) => Math.Abs(outcome - prediction)), value => value),
                Mean("rmse", Each(predictions, (outcome, prediction) => (outcome - prediction) * (outcome - prediction)), Math.Sqrt),
                Explained(predictions),
            ];
        }
        var order = Enumerable.Range(0, predictions.Length).OrderByDescending(row => predictions[row]).ToArray();
        return
        [
            Mean("logLoss", Losses(predictions), value => value),
            Mean("brier", Each(predictions, (outcome, prediction) => (outcome - prediction) * (outcome - prediction)), value => value),
            Resampled("auc", weights => RankingScores.Auc(order, predictions, outcomes, weights)),
            Resampled("prAuc", weights => RankingScores.AveragePrecision(order, predictions, outcomes, weights)),
        ];
    }

    /// <summary>Mean loss of one model less that of another: above 0 where the second is better.</summary>
    public PairedComparison Gain(double[] worse, double[] better)
    {
        var (first, second) = (Losses(worse), Losses(better));
        var differences = first.Zip(second, (one, other) => one - other).ToArray();
        var means = draws.Select(weights => Weighted(differences, weights)).Order().ToArray();
        var above = means.Sum(mean =>
            mean > 0 ? 1
            : mean == 0 ? 0.5
            : 0
        );
        return new PairedComparison(
            Bootstrap.Average(differences),
            Quantile(means, 0.025),
            Quantile(means, 0.975),
            means.Length == 0 ? 0.5 : above / means.Length
        );
    }

    /// <summary>Log loss of probabilities, squared error of amounts.</summary>
    private double[] Losses(double[] predictions) =>
        isBinary
            ? Each(predictions, (outcome, prediction) => -Math.Log(Math.Clamp(outcome > 0.5 ? prediction : 1 - prediction, 1e-15, 1)))
            : Each(predictions, (outcome, prediction) => (outcome - prediction) * (outcome - prediction));

    private double[] Each(double[] predictions, Func<double, double, double> of) => [.. outcomes.Zip(predictions, of)];

    private ResponseMetric Mean(string name, double[] values, Func<double, double> then) =>
        Resampled(name, weights => then(Weighted(values, weights)));

    private ResponseMetric Explained(double[] predictions)
    {
        var errors = Each(predictions, (outcome, prediction) => (outcome - prediction) * (outcome - prediction));
        return Resampled(
            "r2",
            weights =>
            {
                var mean = Weighted(outcomes, weights);
                var spread = Weighted([.. outcomes.Select(outcome => (outcome - mean) * (outcome - mean))], weights);
                return spread > 0 ? 1 - (Weighted(errors, weights) / spread) : 0;
            }
        );
    }

    private ResponseMetric Resampled(string name, Func<int[]?, double> of)
    {
        var values = draws.Select(of).Order().ToArray();
        return new ResponseMetric(name, new MetricInterval(of(null), Quantile(values, 0.025), Quantile(values, 0.975)));
    }

    private static double Weighted(double[] values, int[]? weights)
    {
        var (sum, rows) = (0.0, 0.0);
        for (var row = 0; row < values.Length; row++)
        {
            var times = weights?[row] ?? 1;
            sum += times * values[row];
            rows += times;
        }
        return rows == 0 ? 0 : sum / rows;
    }

    private static double Quantile(double[] ascending, double share)
    {
        if (ascending.Length == 0)
        {
            return 0;
        }
        var place = share * (ascending.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((place - below) * (ascending[above] - ascending[below]));
    }
}
