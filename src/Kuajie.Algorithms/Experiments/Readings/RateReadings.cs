using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>
/// Two rates compared by score tests (Miettinen and Nurminen, Statistics in Medicine 1985): difference and ratio are those values the score test does not reject, so intervals and
/// p-value agree, and few or no successes need no patch.
/// </summary>
public static class RateReadings
{
    private const int Halvings = 60;

    /// <summary>Difference and relative lift, looked at once. O(1), some thousand steps.</summary>
    /// <exception cref="InvalidExperimentException">Counts are negative or successes more than units, or the confidence is none; all faults at once.</exception>
    public static EffectReading FixedHorizon(RateCounts control, RateCounts treatment, double confidence = 0.95)
    {
        InvalidExperimentException.ThrowIfAny([
            .. control.Faults("control"),
            .. treatment.Faults("treatment"),
            .. ExperimentFault.NoProbability("confidence", confidence),
        ]);
        var (c, t) = (control.ToEstimate(), treatment.ToEstimate());
        var shortage =
            c.Shortage != DataShortage.None ? c.Shortage
            : t.Shortage != DataShortage.None ? t.Shortage
            : control.Successes + treatment.Successes == 0 ? DataShortage.NoSuccesses
            : control.Successes + treatment.Successes == control.Units + treatment.Units ? DataShortage.NoVariance
            : DataShortage.None;
        if (shortage is DataShortage.NoUnits or DataShortage.OneUnit)
        {
            return EffectReadings.Lacking(ReadingKind.FixedHorizon, c, t, confidence, shortage);
        }
        var critical = NormalDistribution.Quantile((1 + confidence) / 2);
        var difference = t.Value - c.Value;
        return new EffectReading(
            ReadingKind.FixedHorizon,
            confidence,
            c,
            t,
            new EffectInterval(
                difference,
                End(difference, -1, at => DifferenceScore(control, treatment, at) <= critical),
                End(difference, 1, at => DifferenceScore(control, treatment, at) >= -critical)
            ),
            control.Successes == 0 ? null : Lift(control, treatment, critical),
            EffectReadings.StandardError(c, t),
            shortage == DataShortage.None ? 2 * NormalDistribution.Above(Math.Abs(DifferenceScore(control, treatment, 0))) : 1,
            shortage
        );
    }

    private static EffectInterval Lift(RateCounts control, RateCounts treatment, double critical)
    {
        var ratio = treatment.Rate / control.Rate;
        var largest = 1 / control.Rate;
        while (RatioScore(control, treatment, largest) >= -critical)
        {
            largest *= 2;
        }
        return new EffectInterval(
            ratio - 1,
            End(ratio, 0, at => RatioScore(control, treatment, at) <= critical) - 1,
            End(ratio, largest, at => RatioScore(control, treatment, at) >= -critical) - 1
        );
    }

    /// <summary>How many standard errors the difference lies above a supposed one, with the rates most likely under it.</summary>
    internal static double DifferenceScore(RateCounts control, RateCounts treatment, double supposed)
    {
        var rate = LikeliestControl(control, treatment, supposed);
        return Score(
            treatment.Rate - control.Rate - supposed,
            (Spread(rate + supposed) / treatment.Units) + (Spread(rate) / control.Units),
            control.Units + treatment.Units
        );
    }

    /// <summary>How many standard errors treatment lies above a supposed multiple of control.</summary>
    private static double RatioScore(RateCounts control, RateCounts treatment, double supposed)
    {
        double n = control.Units + treatment.Units;
        double both = control.Successes + treatment.Successes;
        var b = (supposed * (treatment.Units + control.Successes)) + treatment.Successes + control.Units;
        var rate = 2 * both / (b + Math.Sqrt(Math.Max(0, (b * b) - (4 * n * supposed * both))));
        return Score(
            treatment.Rate - (supposed * control.Rate),
            (Spread(supposed * rate) / treatment.Units) + (supposed * supposed * Spread(rate) / control.Units),
            control.Units + treatment.Units
        );
    }

    private static double Score(double distance, double variance, long units) =>
        variance > 0 ? distance / Math.Sqrt(variance * units / (units - 1))
        : distance == 0 ? 0
        : Math.CopySign(double.PositiveInfinity, distance);

    private static double Spread(double rate) => Math.Clamp(rate, 0, 1) * (1 - Math.Clamp(rate, 0, 1));

    /// <summary>Control's likeliest rate where treatment's is larger by a supposed difference: the slope of the log likelihood falls all the way, so its zero is found by halving.</summary>
    private static double LikeliestControl(RateCounts control, RateCounts treatment, double supposed)
    {
        var (low, high) = (Math.Max(0, -supposed), Math.Min(1, 1 - supposed));
        for (var step = 0; step < Halvings && high > low; step++)
        {
            var rate = (low + high) / 2;
            var slope =
                Slope(control.Successes, rate)
                - Slope(control.Units - control.Successes, 1 - rate)
                + Slope(treatment.Successes, rate + supposed)
                - Slope(treatment.Units - treatment.Successes, 1 - rate - supposed);
            (low, high) = slope > 0 ? (rate, high) : (low, rate);
        }
        return (low + high) / 2;

        static double Slope(double count, double share) => count == 0 ? 0 : count / Math.Max(share, 1e-300);
    }

    /// <summary>The end of the range around an estimate in which something holds, towards a limit.</summary>
    private static double End(double inside, double limit, Func<double, bool> holds)
    {
        var outside = limit;
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = holds(middle) ? (middle, outside) : (inside, middle);
        }
        return (inside + outside) / 2;
    }
}
