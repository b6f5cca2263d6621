using Kuajie.Algorithms.Experiments.Metrics;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>
/// The interval of a ratio of two estimates (Fieller 1954): all ρ for which treatment − ρ·control is within its critical range. It leaves ρ = 1 out exactly when the interval of the
/// difference leaves 0 out, which the usual delta interval does not promise.
/// </summary>
internal static class FiellerInterval
{
    /// <summary>The relative lift ρ − 1, or null where control is not above 0 by its own critical range.</summary>
    public static EffectInterval? Lift(in ArmEstimate control, in ArmEstimate treatment, double critical)
    {
        var square = critical * critical;
        var shared = Math.Min(control.SharedVariance, treatment.SharedVariance);
        var a = (control.Value * control.Value) - (square * control.Variance);
        if (!(control.Value > 0 && a > 0))
        {
            return null;
        }
        var b = (treatment.Value * control.Value) - (square * shared);
        var c = (treatment.Value * treatment.Value) - (square * treatment.Variance);
        var root = Math.Sqrt(Math.Max(0, (b * b) - (a * c)));
        return new EffectInterval((treatment.Value / control.Value) - 1, ((b - root) / a) - 1, ((b + root) / a) - 1);
    }
}
