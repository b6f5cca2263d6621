using CsCheck;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Tests.Response;

public sealed class ResponseScoresTests
{
    [Fact]
    public void Metrics_OfProbabilities_AreThoseByHand()
    {
        var scores = new ResponseScores([1, 0, 1, 0], [0, 1, 2, 3], isBinary: true, 100, seed: 1);

        var metrics = scores.Metrics([0.9, 0.6, 0.5, 0.2]).ToDictionary(metric => metric.Name, metric => metric.Value.Mean);

        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.5) + Math.Log(0.8)) / 4, metrics["logLoss"], 1e-12);
        Assert.Equal((0.01 + 0.36 + 0.25 + 0.04) / 4, metrics["brier"], 1e-12);
        Assert.Equal(0.75, metrics["auc"], 1e-12);
        Assert.Equal((1 + (2.0 / 3)) / 2, metrics["prAuc"], 1e-12);
    }

    [Fact]
    public void Metrics_OfAmounts_AreThoseByHand()
    {
        var scores = new ResponseScores([1, 2, 3, 6], [0, 1, 2, 3], isBinary: false, 100, seed: 1);

        var metrics = scores.Metrics([2, 2, 2, 4]).ToDictionary(metric => metric.Name, metric => metric.Value.Mean);

        Assert.Equal(1, metrics["mae"], 1e-12);
        Assert.Equal(Math.Sqrt(1.5), metrics["rmse"], 1e-12);
        Assert.Equal(1 - (6 / 14.0), metrics["r2"], 1e-12);
    }

    [Fact]
    public void RankingScores_WithWeights_EqualRowsRepeated() =>
        Gen.Select(Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 3])
            .Array[1, 25]
            .Sample(rows =>
            {
                double[] predictions = [.. rows.Select(row => row.Item1 / 4.0)];
                double[] outcomes = [.. rows.Select(row => row.Item2 ? 1.0 : 0)];
                int[] weights = [.. rows.Select(row => row.Item3)];
                int[] repeated = [.. rows.SelectMany((row, place) => Enumerable.Repeat(place, row.Item3))];
                double[] more = [.. repeated.Select(row => predictions[row])];
                double[] came = [.. repeated.Select(row => outcomes[row])];

                Assert.Equal(PairedAuc(more, came), RankingScores.Auc(Order(predictions), predictions, outcomes, weights), 1e-12);
                Assert.Equal(
                    RankingScores.AveragePrecision(Order(more), more, came, null),
                    RankingScores.AveragePrecision(Order(predictions), predictions, outcomes, weights),
                    1e-12
                );
            });

    [Fact]
    public void Gain_TheSameModel_IsNothing()
    {
        var scores = new ResponseScores([1, 0, 1], [0, 0, 1], isBinary: true, 100, seed: 1);

        var gain = scores.Gain([0.4, 0.5, 0.6], [0.4, 0.5, 0.6]);

        Assert.Equal((0.0, 0.0, 0.0, 0.5), (gain.Difference, gain.Low, gain.High, gain.ProbabilityBetter));
    }

    [Fact]
    public void Gain_RowsOfOneUser_IsNoSurerThanTheUsersAllow()
    {
        double[] outcomes = [.. Enumerable.Range(0, 100).Select(row => row % 3 == 0 ? 1.0 : 0)];
        double[] worse = [.. outcomes.Select(_ => 0.3)];
        double[] better = [.. outcomes.Select((outcome, row) => row / 25 == 0 ? (outcome > 0 ? 0.9 : 0.1) : 0.3)];

        var alone = new ResponseScores(outcomes, [.. Enumerable.Range(0, 100)], true, 500, 1).Gain(worse, better);
        var grouped = new ResponseScores(outcomes, [.. Enumerable.Range(0, 100).Select(row => row / 25)], true, 500, 1).Gain(worse, better);

        Assert.True(alone.Low > 0);
        Assert.Equal(0, grouped.Low, 1e-12);
    }

    [Fact]
    public void Reliability_ByHand_HasWilsonsIntervalAndKeepsEqualPredictionsTogether()
    {
        double[] predictions = [.. Enumerable.Repeat(0.1, 50), .. Enumerable.Repeat(0.8, 30)];
        double[] outcomes = [.. Enumerable.Range(0, 80).Select(row => row < 50 ? (row < 5 ? 1.0 : 0) : (row < 74 ? 1.0 : 0))];

        var bins = ReliabilityBin.Of(predictions, outcomes, isBinary: true);

        Assert.Equal([50, 30], bins.Select(bin => bin.Rows));
        Assert.Equal((0.1, 0.1), (Math.Round(bins[0].Predicted, 9), Math.Round(bins[0].Observed, 9)));
        // Wilson's 95 % interval of 5 of 50: 0.0435 … 0.2136.
        Assert.Equal(0.0435, bins[0].Low, 1e-4);
        Assert.Equal(0.2136, bins[0].High, 1e-4);
        Assert.Empty(ReliabilityBin.Of([], [], true));
    }

    private static int[] Order(double[] predictions) =>
        [.. Enumerable.Range(0, predictions.Length).OrderByDescending(row => predictions[row])];

    private static double PairedAuc(double[] predictions, double[] outcomes)
    {
        var (pairs, sum) = (0.0, 0.0);
        for (var yes = 0; yes < predictions.Length; yes++)
        {
            for (var no = 0; no < predictions.Length; no++)
            {
                if (outcomes[yes] > outcomes[no])
                {
                    pairs++;
                    sum +=
                        predictions[yes] > predictions[no] ? 1
                        : predictions[yes] < predictions[no] ? 0
                        : 0.5;
                }
            }
        }
        return pairs == 0 ? 0.5 : sum / pairs;
    }
}
