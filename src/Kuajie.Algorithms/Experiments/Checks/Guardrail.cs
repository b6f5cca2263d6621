using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Checks;

/// <summary>What a guardrail says.</summary>
public enum GuardrailState
{
    /// <summary>Not enough data.</summary>
    NotEnoughData,

    /// <summary>Proven: treatment is not worse than the margin allows.</summary>
    Held,

    /// <summary>Neither proven yet.</summary>
    Undecided,

    /// <summary>Proven: treatment is worse than the margin allows.</summary>
    Violated,
}

/// <summary>
/// A metric that must not suffer: non-inferiority with a margin (Wellek 2010, chapter 6; CONSORT extension, Piaggio et al., JAMA 2012). Absence of a visible harm is no proof; only an interval that
/// ends before the margin is.
/// </summary>
/// <param name="State">What it says.</param>
/// <param name="Margin">The margin, as a share of control.</param>
/// <param name="Harm">How much worse treatment is, as a share of control's value, with the interval whose ends are one-sided bounds; positive is worse. Null without data enough, or where control is not clearly above 0.</param>
/// <param name="PHeld">Chance of such data if the harm were just the margin: small means held.</param>
/// <param name="Shortage">What is missing, or none.</param>
public sealed record Guardrail(GuardrailState State, double Margin, EffectInterval? Harm, double PHeld, DataShortage Shortage)
{
    /// <summary>
    /// Tests treatment against control · (1 − margin), or (1 + margin) where lower is better: a linear contrast, so it needs no ratio. O(1).
    /// </summary>
    /// <param name="control">The control arm; its value should be above 0.</param>
    /// <param name="treatment">The treatment arm.</param>
    /// <param name="margin">Largest harm that is borne, as a share of control; above 0 and below 1.</param>
    /// <param name="isHigherBetter">Whether more is better.</param>
    /// <param name="confidence">Confidence of each one-sided bound.</param>
    /// <exception cref="InvalidExperimentException">Margin or confidence cannot be used; both faults at once.</exception>
    public static Guardrail Of(
        in ArmEstimate control,
        in ArmEstimate treatment,
        double margin,
        bool isHigherBetter = true,
        double confidence = 0.95
    )
    {
        InvalidExperimentException.ThrowIfAny(Faults(margin, confidence));
        if (EffectReadings.Missing(control, treatment) is var shortage and not DataShortage.None)
        {
            return new Guardrail(GuardrailState.NotEnoughData, margin, null, 1, shortage);
        }
        if (ScoreTest.OfSparse(control, treatment) is { } sparse)
        {
            var beyond = isHigherBetter ? sparse.Ratio(1 - margin) : -sparse.Ratio(1 + margin);
            return Of(
                sparse.Lift(NormalDistribution.Quantile(confidence)),
                margin,
                isHigherBetter,
                confidence,
                (NormalDistribution.Above(beyond), NormalDistribution.Above(-beyond))
            );
        }
        var student = new StudentDistribution(EffectReadings.Degrees(control, treatment));
        var distance = Distance(control, treatment, margin, isHigherBetter);
        return Of(
            FiellerInterval.Lift(control, treatment, student.Quantile(confidence)),
            margin,
            isHigherBetter,
            confidence,
            (student.Above(distance), student.Above(-distance))
        );
    }

    /// <summary>
    /// The same, to be looked at as often as wanted: the contrast is held against the confidence sequence of <see cref="EffectReadings.AlwaysValid"/>, whose two-sided error serves each side. O(1).
    /// </summary>
    /// <param name="control">The control arm; its value should be above 0.</param>
    /// <param name="treatment">The treatment arm.</param>
    /// <param name="margin">Largest harm that is borne, as a share of control; above 0 and below 1.</param>
    /// <param name="plan">Where the interval is to be narrowest; fixed before the first look.</param>
    /// <param name="isHigherBetter">Whether more is better.</param>
    /// <param name="confidence">Confidence of all looks together.</param>
    /// <exception cref="InvalidExperimentException">Margin, plan or confidence cannot be used; all faults at once.</exception>
    public static Guardrail AlwaysValid(
        in ArmEstimate control,
        in ArmEstimate treatment,
        double margin,
        SequentialPlan plan,
        bool isHigherBetter = true,
        double confidence = 0.95
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        InvalidExperimentException.ThrowIfAny([.. Faults(margin, confidence), .. plan.Faults()]);
        var shortage = EffectReadings.Missing(control, treatment);
        shortage =
            shortage == DataShortage.None && Math.Min(control.Units, treatment.Units) < plan.FewestUnits ? DataShortage.FewUnits : shortage;
        if (shortage != DataShortage.None)
        {
            return new Guardrail(GuardrailState.NotEnoughData, margin, null, 1, shortage);
        }
        var time = plan.Time(control.Units + treatment.Units, 1 - confidence);
        var distance = Distance(control, treatment, margin, isHigherBetter);
        var rare = Math.Min(1, Math.Sqrt(time + 1) * Math.Exp(-distance * distance * time / (2 * (time + 1))));
        return Of(
            FiellerInterval.Lift(control, treatment, SequentialPlan.Critical(time, 1 - confidence)),
            margin,
            isHigherBetter,
            confidence,
            distance > 0 ? (rare, 1) : (1, rare)
        );
    }

    private static Guardrail Of(
        EffectInterval? lift,
        double margin,
        bool isHigherBetter,
        double confidence,
        (double Held, double Violated) p
    ) =>
        new(
            p.Held < 1 - confidence ? GuardrailState.Held
                : p.Violated < 1 - confidence ? GuardrailState.Violated
                : GuardrailState.Undecided,
            margin,
            lift is not { } found ? null
                : isHigherBetter ? new EffectInterval(-found.Value, -found.High, -found.Low)
                : found,
            p.Held,
            DataShortage.None
        );

    /// <summary>How far treatment is from the margin, in standard errors; above 0 on the good side.</summary>
    private static double Distance(in ArmEstimate control, in ArmEstimate treatment, double margin, bool isHigherBetter)
    {
        var sign = isHigherBetter ? 1 : -1;
        var scale = 1 - (sign * margin);
        var error = Math.Sqrt(
            treatment.Variance
                + (scale * scale * control.Variance)
                - (2 * scale * Math.Min(control.SharedVariance, treatment.SharedVariance))
        );
        return sign * (treatment.Value - (scale * control.Value)) / error;
    }

    private static IEnumerable<ExperimentFault> Faults(double margin, double confidence) =>
        [.. ExperimentFault.NoProbability("margin", margin), .. ExperimentFault.NoProbability("confidence", confidence)];
}
