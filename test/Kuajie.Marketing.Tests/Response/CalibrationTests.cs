using CsCheck;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Tests.Response;

public sealed class CalibrationTests
{
    [Fact]
    public void Isotonic_ByHand_PoolsWhatFalls()
    {
        // 0 1 | 1 0 fall in the middle: 0, then ½ of two… the outcomes 0, 1, 0, 1 over scores 1 … 4 give 0, ½, ½, 1, drawn off the ends to 1/3 and 2/3.
        var calibration = Calibration.Fit(CalibrationForm.Isotonic, [1, 2, 3, 4], [0, 1, 0, 1]);

        Assert.Equal([1.0, 2, 4], calibration.Scores);
        Assert.Equal([1.0 / 3, 0.5, 2.0 / 3], calibration.Probabilities);
        Assert.Equal(1.0 / 3, calibration.Probability(-10));
        Assert.Equal(0.5, calibration.Probability(3.9));
        Assert.Equal(2.0 / 3, calibration.Probability(100));
    }

    [Fact]
    public void Isotonic_AnyRows_NeverFallsAndKeepsTheMeanOfInnerSteps() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Bool)
            .Array[1, 60]
            .Sample(rows =>
            {
                var (scores, outcomes) = (rows.Select(row => row.Item1).ToArray(), rows.Select(row => row.Item2 ? 1.0 : 0).ToArray());
                var calibration = Calibration.Fit(CalibrationForm.Isotonic, scores, outcomes);

                Assert.All(
                    calibration.Probabilities.Zip(calibration.Probabilities.Skip(1)),
                    pair => Assert.True(pair.First <= pair.Second)
                );
                Assert.All(calibration.Probabilities, probability => Assert.InRange(probability, 1e-9, 1 - 1e-9));
                for (var step = 1; step < calibration.Scores.Count - 1; step++)
                {
                    var (from, to) = (calibration.Scores[step], calibration.Scores[step + 1]);
                    var mean = rows.Where(row => row.Item1 >= from && row.Item1 < to).Average(row => row.Item2 ? 1.0 : 0);
                    Assert.Equal(mean, calibration.Probabilities[step], 1e-9);
                }
            });

    [Fact]
    public void Platt_ScoresTwiceTooSure_AreBroughtBack()
    {
        var random = new SplittableRandom(3);
        var scores = Enumerable.Range(0, 20_000).Select(_ => 2 * random.NextNormal()).ToArray();
        var outcomes = scores.Select(score => random.NextDouble() < 1 / (1 + Math.Exp(-(0.3 + (score / 2)))) ? 1.0 : 0).ToArray();

        var calibration = Calibration.Fit(CalibrationForm.Platt, scores, outcomes);

        Assert.Equal(0.3, calibration.Intercept, 0.05);
        Assert.Equal(0.5, calibration.Slope, 0.03);
    }

    [Fact]
    public void Platt_OneScoreForAll_GivesTheMeanDrawnIn()
    {
        var calibration = Calibration.Fit(CalibrationForm.Platt, [5, 5, 5, 5], [1, 0, 0, 0]);

        // Targets 2/3 for the yes and 1/5 for each no: their mean.
        Assert.Equal(((2.0 / 3) + (3.0 / 5)) / 4, calibration.Probability(5), 1e-6);
    }

    [Fact]
    public void Platt_AnOrderWorseThanChance_SaysNothing()
    {
        var calibration = Calibration.Fit(CalibrationForm.Platt, [1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 0, 0]);

        Assert.Equal(0, calibration.Slope);
        Assert.Equal(0.5, calibration.Probability(1), 1e-12);
    }

    [Fact]
    public void Fit_NoRows_LeavesScoresAsTheyAre() => Assert.Equal(0.5, Calibration.Fit(CalibrationForm.Isotonic, [], []).Probability(0));
}
