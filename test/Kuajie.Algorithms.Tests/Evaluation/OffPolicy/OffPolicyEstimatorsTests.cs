using CsCheck;
using Kuajie.Algorithms.Evaluation.OffPolicy;

namespace Kuajie.Algorithms.Tests.Evaluation.OffPolicy;

public sealed class OffPolicyEstimatorsTests
{
    private const int Repetitions = 500;
    private static readonly BanditSimulator World = new(types: 5, items: 12, loggingTemperature: 0.5, targetTemperature: 0.1, seed: 11);

    /// <summary>Weights 2, ½ and 0; rewards 1, 0, 1; the model says ½ of each and values the policy at 0.4.</summary>
    private static readonly LoggedDecision[] Three = [new(0.25, 0.5, 1, 0.5, 0.4), new(0.5, 0.25, 0, 0.5, 0.4), new(0.25, 0, 1, 0.5, 0.4)];

    [Fact]
    public void Estimators_HandComputed()
    {
        var ips = OffPolicyEstimators.InversePropensity(Three);
        Assert.Equal(2.0 / 3, ips.Value, 12);
        // Terms 2, 0, 0: variance 4/3, standard error √(4/9).
        Assert.Equal(2.0 / 3, ips.StandardError, 12);
        Assert.Equal(2.5 * 2.5 / 4.25, ips.EffectiveSampleSize, 12);
        Assert.Equal(2, ips.LargestWeight);

        // Σ w r / Σ w = 2 / 2.5.
        Assert.Equal(0.8, OffPolicyEstimators.SelfNormalized(Three).Value, 12);
        // 0.4 + (2 · ½ − ½ · ½ + 0) / 3.
        Assert.Equal(0.65, OffPolicyEstimators.DoublyRobust(Three).Value, 12);
    }

    [Fact]
    public void Clipping_HandComputed()
    {
        var clipped = OffPolicyEstimators.InversePropensity(Three, clipAt: 1);

        Assert.Equal(1.0 / 3, clipped.Value, 12);
        Assert.Equal(1.0 / 3, clipped.ClippedShare, 12);
        Assert.Equal(1.0 / 3, clipped.ClippedMass, 12);
        Assert.Equal(1, clipped.LargestWeight);
        Assert.True(clipped.Value >= OffPolicyEstimators.InversePropensity(Three).Value - clipped.ClippedMass - 1e-12);
    }

    /// <summary>Of 500 independent logs about 475 intervals hold the truth. Bounds: four binomial standard deviations (4.9 each) about 475.</summary>
    [Theory]
    [InlineData("ips")]
    [InlineData("snips")]
    [InlineData("dr")]
    [InlineData("dr-bad-model")]
    public void Intervals_OverManyLogs_HoldTheTruthAsOftenAsTheySay(string name)
    {
        var held = 0;
        var sum = 0.0;
        for (var repetition = 0UL; repetition < Repetitions; repetition++)
        {
            var log = World.Log(2000, name == "dr-bad-model" ? 0.5 : 0.05, repetition);
            var estimate = name switch
            {
                "ips" => OffPolicyEstimators.InversePropensity(log),
                "snips" => OffPolicyEstimators.SelfNormalized(log),
                _ => OffPolicyEstimators.DoublyRobust(log),
            };
            held += estimate.Low <= World.TargetValue && World.TargetValue <= estimate.High ? 1 : 0;
            sum += estimate.Value - World.TargetValue;
        }

        Assert.InRange(held, 455, 495);
        Assert.InRange(sum / Repetitions, -0.005, 0.005);
        Assert.True(World.TargetValue - World.LoggingValue > 0.05, "The two policies must differ for the test to mean anything.");
    }

    [Fact]
    public void DoublyRobust_WithAGoodModel_VariesLessThanInversePropensity()
    {
        var (ips, snips, dr) = (new double[Repetitions], new double[Repetitions], new double[Repetitions]);
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var log = World.Log(500, 0.02, (ulong)repetition);
            ips[repetition] = OffPolicyEstimators.InversePropensity(log).Value;
            snips[repetition] = OffPolicyEstimators.SelfNormalized(log).Value;
            dr[repetition] = OffPolicyEstimators.DoublyRobust(log).Value;
        }

        Assert.True(Variance(dr) < 0.9 * Variance(ips), $"{Variance(dr)} against {Variance(ips)}");
        Assert.True(Variance(dr) < Variance(snips), $"{Variance(dr)} against {Variance(snips)}");
    }

    [Fact]
    public void SelfNormalized_AnyLog_StaysWithinTheRewards() =>
        Gen.Select(Gen.Double[0.001, 1], Gen.Double[0, 1], Gen.Double[-3, 7])
            .Array[1, 30]
            .Sample(rows =>
            {
                LoggedDecision[] log = [new(0.5, 0.5, 2), .. rows.Select(row => new LoggedDecision(row.Item1, row.Item2, row.Item3))];
                var value = OffPolicyEstimators.SelfNormalized(log).Value;
                Assert.InRange(value, log.Min(row => row.Reward) - 1e-9, log.Max(row => row.Reward) + 1e-9);
            });

    [Fact]
    public void Estimators_SamePolicy_GiveTheMeanReward()
    {
        LoggedDecision[] log = [.. Enumerable.Range(0, 10).Select(place => new LoggedDecision(0.3, 0.3, place % 4))];
        var mean = log.Average(decision => decision.Reward);

        Assert.Equal(mean, OffPolicyEstimators.InversePropensity(log).Value, 12);
        Assert.Equal(mean, OffPolicyEstimators.SelfNormalized(log).Value, 12);
        Assert.Equal(mean, OffPolicyEstimators.DoublyRobust(log).Value, 12);
        Assert.Equal(10, OffPolicyEstimators.InversePropensity(log).EffectiveSampleSize, 9);
    }

    [Fact]
    public void Estimators_NonsenseIn_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => OffPolicyEstimators.InversePropensity([]));
        Assert.Throws<ArgumentException>(() => OffPolicyEstimators.InversePropensity([new(0, 0.5, 1)]));
        Assert.Throws<ArgumentException>(() => OffPolicyEstimators.InversePropensity([new(0.5, 1.5, 1)]));
        Assert.Throws<ArgumentException>(() => OffPolicyEstimators.InversePropensity([new(0.5, 0.5, double.NaN)]));
        Assert.Throws<ArgumentException>(() => OffPolicyEstimators.DoublyRobust([new(0.5, 0.5, 1, double.NaN)]));
        Assert.Throws<ArgumentException>(() => OffPolicyEstimators.SelfNormalized([new(0.5, 0, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => OffPolicyEstimators.SelfNormalized(Three, clipAt: 0));
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
