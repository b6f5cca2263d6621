using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>
/// Two rates compared by score tests (Miettinen and Nurminen, Statistics in Medicine 1985): difference and ratio are those values the score test does not reject, so intervals and
/// p-value agree, and few or no successes need no patch.
/// </summary>
public static class RateReadings
{
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
        return ScoreTest.OfRates(control, treatment).Read(c, t, confidence, shortage);
    }

    /// <summary>How many standard errors the difference lies above a supposed one, with the rates most likely under it.</summary>
    internal static double DifferenceScore(RateCounts control, RateCounts treatment, double supposed) =>
        ScoreTest.OfRates(control, treatment).Difference(supposed);
}
