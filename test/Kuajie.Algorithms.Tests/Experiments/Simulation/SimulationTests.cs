using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Simulation;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Experiments.Simulation;

/// <summary>
/// The proofs of docs/results/experiments.md in small: seeded runs against a known truth. Bands are 3.3 binomial standard deviations, one in a thousand; the seeds are fixed, so a failure means a
/// change and not chance.
/// </summary>
public sealed class SimulationTests
{
    private const int Threads = 2;
    private const double Band = 3.3;

    [Theory]
    [InlineData("Mean", 1500)]
    [InlineData("Rate", 1500)]
    [InlineData("Ratio", 1000)]
    [InlineData("Quantile", 300)]
    [InlineData("Cuped", 1500)]
    [InlineData("Sparse", 1500)]
    public void FixedHorizon_ArmsAlike_AreCalledDifferentAsOftenAsNominal(string kind, int runs)
    {
        var counts = TrialCounts.Of(runs, Threads, run => SimulatedMetric.Run(Kind(kind), 400, 0, 1, run).PValue < 0.05);

        Assert.True(counts.IsWithin(0.05, Band), $"{counts.Share}");
    }

    [Theory]
    [InlineData("Mean", 1000)]
    [InlineData("Rate", 1000)]
    [InlineData("Ratio", 700)]
    [InlineData("Quantile", 300)]
    [InlineData("Cuped", 1000)]
    [InlineData("Sparse", 1000)]
    public void FixedHorizon_TrueEffect_IsHeldByBothIntervalsAsOftenAsNominal(string kind, int runs)
    {
        const double effect = 0.2;
        var truth = SimulatedMetric.Difference(Kind(kind), effect);
        var absoluteHeld = 0;
        var relative = TrialCounts.Of(
            runs,
            Threads,
            run =>
            {
                var reading = SimulatedMetric.Run(Kind(kind), 400, effect, 2, run);
                if (reading.Absolute is { } found && found.Low <= truth && truth <= found.High)
                {
                    Interlocked.Increment(ref absoluteHeld);
                }
                // Of an arm in which nobody did anything there is no lift to tell.
                return reading.Relative is { } lift
                    ? lift.Low <= effect && effect <= lift.High
                    : kind == "Sparse" && reading.Control.Value == 0;
            }
        );
        var absolute = new TrialCounts(absoluteHeld, runs);

        Assert.True(relative.IsWithin(0.95, Band), $"relative {relative.Share}");
        Assert.True(kind == "Quantile" || absolute.IsWithin(0.95, Band), $"absolute {absolute.Share}");
    }

    [Fact]
    public void Power_AsComputed_IsAsFound()
    {
        var units = new ExperimentPower().UnitsFor(MetricSpread.OfRate(SimulatedMetric.Rate), 0.3 * SimulatedMetric.Rate);
        var counts = TrialCounts.Of(
            700,
            Threads,
            run => SimulatedMetric.Run(SimulatedKind.Rate, (int)units / 2, 0.3, 3, run).Absolute!.Value.Low > 0
        );

        Assert.True(counts.IsWithin(0.8, Band), $"{counts.Share}");
    }

    [Fact]
    public void Cuped_PriorSpend_TakesAboutItsCorrelationSquaredAway()
    {
        var random = SplittableRandom.Stream(4, 0);
        UnitMoments[] arms = [SimulatedMetric.Spends(ref random, 100_000, 1), SimulatedMetric.Spends(ref random, 100_000, 1)];
        var cuped = CupedEstimates.Mean(arms);

        // cov = 0.3·e^(1 + 0.64) − mean², variance 0.3·e² − mean²: ρ = 0.655, ρ² = 0.43.
        var correlation = ((0.3 * Math.Exp(1.64)) - Math.Pow(SimulatedMetric.Spend, 2)) / SimulatedMetric.SpendVariance;
        Assert.InRange(cuped.VarianceReduction, (correlation * correlation) - 0.06, (correlation * correlation) + 0.06);
        Assert.Equal(cuped.Arms[0].Value - cuped.Arms[1].Value, arms[0].Value - arms[1].Value, 0.02);
    }

    [Fact]
    public void Peeking_DailyForFourWeeks_InflatesTheFixedHorizonAndNotTheAlwaysValidReading()
    {
        const int runs = 400;
        var trials = Enumerable.Range(0, runs).Select(run => PeekingTrial.Run(28, 100, 0, 5, (ulong)run)).ToArray();
        var peeked = new TrialCounts(trials.Count(trial => trial.FixedDay is not null), runs);
        var always = new TrialCounts(trials.Count(trial => trial.AlwaysValidDay is not null), runs);

        Assert.True(new TrialCounts(trials.Count(trial => trial.FixedAtEnd), runs).IsWithin(0.05, Band));
        Assert.InRange(peeked.Share, 0.15, 0.4);
        Assert.True(always.IsAtMost(0.05, Band), $"{always.Share}");
        Assert.True(trials.Count(trial => trial.BayesianDay is not null) > 0.15 * runs, "A flat prior does not protect from peeking.");
        Assert.Equal(always.Happened, trials.Count(trial => trial.LostTruth));
    }

    [Fact]
    public void SampleRatio_RightSplits_ArePassed_AndPlantedFaultsFound()
    {
        var alarms = TrialCounts.Of(300, Threads, run => CheckTrials.SplitAlarm(2000, 0, 6, run));
        var found = TrialCounts.Of(30, Threads, run => CheckTrials.SplitAlarm(20_000, 0.1, 6, run));

        Assert.True(alarms.IsAtMost(0.001, Band), $"{alarms.Happened}");
        Assert.Equal(30, found.Happened);
    }

    [Fact]
    public void MultipleTesting_FifteenOfTwentyWithoutEffect_KeepsItsErrors()
    {
        const int runs = 3000;
        var trials = Enumerable.Range(0, runs).Select(run => CheckTrials.ManyTests(20, 5, 7, (ulong)run)).ToArray();

        // BH holds the rate at 0.05 · 15/20 exactly; standard error of the mean of shares about 0.1/√runs.
        Assert.Equal(0.0375, trials.Average(trial => trial.FalseShare), 0.006);
        Assert.True(new TrialCounts(trials.Count(trial => trial.HolmFalse), runs).IsAtMost(0.05, Band));
        Assert.True(trials.Average(trial => trial.Found) > 2);
    }

    [Fact]
    public void Guardrail_HarmJustAtTheMargin_IsPassedAsOftenAsNominal()
    {
        var passed = TrialCounts.Of(1000, Threads, run => CheckTrials.Guard(500, 0.05, 8, run) == GuardrailState.Held);

        Assert.True(passed.IsWithin(0.05, Band), $"{passed.Share}");
    }

    [Fact]
    public void Segments_AlikeAndNot_AreToldApart_AndShrinkingHelps()
    {
        const int runs = 120;
        var alike = Enumerable.Range(0, runs).Select(run => CheckTrials.Segments(0, 9, (ulong)run)).ToArray();
        var apart = Enumerable.Range(0, 30).Select(run => CheckTrials.Segments(0.5, 10, (ulong)run)).ToArray();

        Assert.True(new TrialCounts(alike.Count(trial => trial.P < 0.05), runs).IsWithin(0.05, Band));
        Assert.True(new TrialCounts(alike.Count(trial => trial.AnyDiffers), runs).IsAtMost(0.05, Band));
        Assert.True(alike.Sum(trial => trial.ShrunkError) < 0.5 * alike.Sum(trial => trial.RawError));
        Assert.True(apart.Count(trial => trial.P < 0.05) > 25);
        Assert.True(apart.Sum(trial => trial.ShrunkError) < apart.Sum(trial => trial.RawError));
    }

    [Fact]
    public void Switchback_CarryOver_BiasesWithoutBurnInOnly()
    {
        var (burnt, raw) = (new double[16], new double[16]);
        for (var run = 0; run < burnt.Length; run++)
        {
            burnt[run] = Difference(CheckTrials.Switchback(true, 0.3, 11, (ulong)run));
            raw[run] = Difference(CheckTrials.Switchback(false, 0.3, 11, (ulong)run));
        }

        // A third of the time half of the other arm's effect, in every second block: 0.3 · (1 − 1/6).
        Assert.Equal(0.3, burnt.Average(), 0.02);
        Assert.Equal(0.25, raw.Average(), 0.02);

        static double Difference((UnitMoments Control, UnitMoments Treatment) arms) =>
            ArmEstimates.Ratio(arms.Treatment).Value - ArmEstimates.Ratio(arms.Control).Value;
    }

    [Fact]
    public void Bayesian_TruthsDrawnFromThePrior_AreHeldAsOftenAsBelieved()
    {
        var trials = Enumerable.Range(0, 150).Select(run => CheckTrials.Beliefs(12, (ulong)run)).ToArray();

        Assert.True(new TrialCounts(trials.Count(trial => trial.Held), trials.Length).IsWithin(0.95, Band));
        // Probabilities told and what is so agree in the mean; standard error at most ½ / √150 = 0.041.
        Assert.Equal(trials.Average(trial => trial.Told), trials.Average(trial => trial.IsHigher ? 1.0 : 0), 0.1);
    }

    [Fact]
    public void TwoSided_LinkedUsers_TellHowTheErrorsHangTogether()
    {
        var trials = Enumerable.Range(0, 600).Select(run => CheckTrials.BothSides(13, (ulong)run)).ToArray();
        var (own, partner) = (trials.Average(trial => trial.Own), trials.Average(trial => trial.Partner));
        var found =
            trials.Sum(trial => (trial.Own - own) * (trial.Partner - partner))
            / Math.Sqrt(trials.Sum(trial => Math.Pow(trial.Own - own, 2)) * trials.Sum(trial => Math.Pow(trial.Partner - partner, 2)));

        Assert.Equal(0.490, trials.Average(trial => trial.Told), 0.01);
        // Standard error (1 − 0.49²) / √600 = 0.031.
        Assert.Equal(0.490, found, 0.1);
    }

    private static SimulatedKind Kind(string name) => Enum.Parse<SimulatedKind>(name);
}
