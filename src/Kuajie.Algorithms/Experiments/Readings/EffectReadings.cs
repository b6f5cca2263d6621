using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>Two arms compared. All O(1).</summary>
public static class EffectReadings
{
    /// <summary>
    /// Welch's test (Welch 1947) with Satterthwaite's degrees of freedom; relative lift by Fieller's interval. For means, ratios, quantiles and CUPED alike. Where few units of an arm have more than nothing, the
    /// score test of <see cref="ScoreTest"/>. Looked at once.
    /// </summary>
    /// <param name="control">The control arm.</param>
    /// <param name="treatment">The treatment arm.</param>
    /// <param name="confidence">Confidence of the intervals; above 0 and below 1.</param>
    /// <exception cref="InvalidExperimentException">The confidence is none.</exception>
    public static EffectReading FixedHorizon(in ArmEstimate control, in ArmEstimate treatment, double confidence = 0.95)
    {
        InvalidExperimentException.ThrowIfAny(ExperimentFault.NoProbability("confidence", confidence));
        if (Missing(control, treatment) is var shortage and not DataShortage.None)
        {
            return Lacking(ReadingKind.FixedHorizon, control, treatment, confidence, shortage);
        }
        if (ScoreTest.OfSparse(control, treatment) is { } sparse)
        {
            return sparse.Read(control, treatment, confidence);
        }
        var student = new StudentDistribution(Degrees(control, treatment));
        var error = StandardError(control, treatment);
        return Of(
            ReadingKind.FixedHorizon,
            control,
            treatment,
            confidence,
            student.Quantile((1 + confidence) / 2),
            2 * student.Above(Math.Abs(treatment.Value - control.Value) / error)
        );
    }

    /// <summary>
    /// An interval that holds at all looks together: the normal-mixture confidence sequence (Howard, Ramdas, McAuliffe and Sekhon, Annals of Statistics 2021; mixture sequential probability
    /// ratio test of Johari, Koomen, Pekelis and Walsh, KDD 2017) with estimated variances, which is asymptotically valid (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Annals of Statistics
    /// 2024, theorem 2.2).
    /// </summary>
    /// <param name="control">The control arm.</param>
    /// <param name="treatment">The treatment arm.</param>
    /// <param name="plan">Where the interval is to be narrowest; fixed before the first look.</param>
    /// <param name="confidence">Confidence of all intervals together.</param>
    /// <exception cref="InvalidExperimentException">The confidence is none, or the plan cannot be used.</exception>
    public static EffectReading AlwaysValid(in ArmEstimate control, in ArmEstimate treatment, SequentialPlan plan, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(plan);
        InvalidExperimentException.ThrowIfAny([.. ExperimentFault.NoProbability("confidence", confidence), .. plan.Faults()]);
        var shortage = Missing(control, treatment);
        shortage =
            shortage == DataShortage.None && Math.Min(control.Units, treatment.Units) < plan.FewestUnits ? DataShortage.FewUnits : shortage;
        if (shortage != DataShortage.None)
        {
            return Lacking(ReadingKind.AlwaysValid, control, treatment, confidence, shortage);
        }
        var time = plan.Time(control.Units + treatment.Units, 1 - confidence);
        var distance = (treatment.Value - control.Value) / StandardError(control, treatment);
        return Of(
            ReadingKind.AlwaysValid,
            control,
            treatment,
            confidence,
            SequentialPlan.Critical(time, 1 - confidence),
            Math.Min(1, Math.Sqrt(time + 1) * Math.Exp(-distance * distance * time / (2 * (time + 1))))
        );
    }

    internal static double StandardError(in ArmEstimate control, in ArmEstimate treatment) =>
        Math.Sqrt(control.Variance - control.SharedVariance + treatment.Variance - treatment.SharedVariance);

    internal static double Degrees(in ArmEstimate control, in ArmEstimate treatment)
    {
        var (c, t) = (control.Variance - control.SharedVariance, treatment.Variance - treatment.SharedVariance);
        return (c + t) * (c + t) / ((c * c / (control.Units - 1)) + (t * t / (treatment.Units - 1)));
    }

    internal static DataShortage Missing(in ArmEstimate control, in ArmEstimate treatment) =>
        control.Shortage != DataShortage.None ? control.Shortage
        : treatment.Shortage != DataShortage.None ? treatment.Shortage
        : StandardError(control, treatment) > 0 ? DataShortage.None
        : control.Active is { Count: 0 } && treatment.Active is { Count: 0 } ? DataShortage.NoSuccesses
        : DataShortage.NoVariance;

    internal static EffectReading Lacking(
        ReadingKind kind,
        in ArmEstimate control,
        in ArmEstimate treatment,
        double confidence,
        DataShortage shortage
    ) => new(kind, confidence, control, treatment, null, null, 0, 1, shortage);

    private static EffectReading Of(
        ReadingKind kind,
        in ArmEstimate control,
        in ArmEstimate treatment,
        double confidence,
        double critical,
        double pValue
    )
    {
        var (difference, error) = (treatment.Value - control.Value, StandardError(control, treatment));
        return new EffectReading(
            kind,
            confidence,
            control,
            treatment,
            new EffectInterval(difference, difference - (critical * error), difference + (critical * error)),
            FiellerInterval.Lift(control, treatment, critical),
            error,
            pValue,
            DataShortage.None
        );
    }
}
