using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>
/// Two independent beta variables. Integrals run over the log odds of the narrower one, whose density is smooth and falls off at both ends while the other's distribution function is wide, so the
/// trapezoid rule converges faster than any power of its step.
/// </summary>
internal sealed class BetaPair
{
    private const int Nodes = 256;
    private const double Negligible = 45;
    private readonly BetaDistribution other;
    private readonly bool isOverTreatment;
    private readonly double[] points = new double[Nodes + 1];
    private readonly double[] weights = new double[Nodes + 1];

    public BetaPair(BetaDistribution control, BetaDistribution treatment)
    {
        isOverTreatment = Width(treatment) < Width(control);
        other = isOverTreatment ? control : treatment;
        var narrow = isOverTreatment ? treatment : control;
        var mode = Math.Log(narrow.A / narrow.B);
        var peak = narrow.LogOddsDensity(Rate(mode));
        var (low, high) = (Edge(narrow, mode, peak, -1), Edge(narrow, mode, peak, 1));
        var sum = 0.0;
        for (var node = 0; node <= Nodes; node++)
        {
            points[node] = Rate(low + ((high - low) * node / Nodes));
            weights[node] = Math.Exp(narrow.LogOddsDensity(points[node]) - peak);
            sum += weights[node];
        }
        for (var node = 0; node <= Nodes; node++)
        {
            weights[node] /= sum;
        }
    }

    /// <summary>The probability that treatment is above control.</summary>
    public double ProbabilityHigher() => Mean(rate => isOverTreatment ? other.Below(rate) : other.Above(rate));

    /// <summary>Median and interval of treatment − control.</summary>
    public EffectInterval Difference(double confidence) =>
        Interval(confidence, at => Mean(rate => isOverTreatment ? other.Above(rate - at) : other.Below(rate + at)), -1, 1);

    /// <summary>Median and interval of treatment / control − 1.</summary>
    public EffectInterval Lift(double confidence)
    {
        var log = Interval(
            confidence,
            at => Mean(rate => isOverTreatment ? other.Above(rate * Math.Exp(-at)) : other.Below(rate * Math.Exp(at))),
            -50,
            50
        );
        return new EffectInterval(Math.Exp(log.Value) - 1, Math.Exp(log.Low) - 1, Math.Exp(log.High) - 1);
    }

    private double Mean(Func<double, double> value)
    {
        var sum = 0.0;
        for (var node = 0; node <= Nodes; node++)
        {
            sum += weights[node] > 0 ? weights[node] * value(points[node]) : 0;
        }
        return sum;
    }

    private static EffectInterval Interval(double confidence, Func<double, double> below, double low, double high) =>
        new(Root(below, 0.5, low, high), Root(below, (1 - confidence) / 2, low, high), Root(below, (1 + confidence) / 2, low, high));

    /// <summary>Where a distribution function reaches a share: bracketed, by the Illinois rule on the normal scale, where it is nearly straight.</summary>
    private static double Root(Func<double, double> below, double share, double low, double high)
    {
        var goal = NormalDistribution.Quantile(share);
        var (atLow, atHigh) = (-10.0, 10.0);
        for (var step = 0; step < 100 && high - low > 1e-12 * Math.Max(1e-3, Math.Abs(low) + Math.Abs(high)); step++)
        {
            // The first steps halve: far out the scale is flat.
            var next = step < 6 || step % 3 == 2 ? (low + high) / 2 : low + ((high - low) * (goal - atLow) / (atHigh - atLow));
            var at = NormalDistribution.Quantile(Math.Clamp(below(next), 1e-20, 1 - 1e-16));
            if (Math.Abs(at - goal) < 1e-9)
            {
                return next;
            }
            (low, atLow, high, atHigh) = at < goal ? (next, at, high, atHigh) : (low, atLow, next, at);
        }
        return (low + high) / 2;
    }

    private static double Edge(BetaDistribution beta, double mode, double peak, int side)
    {
        var (inside, step) = (0.0, 1e-6);
        while (Rate(mode + (side * step)) is > 0 and < 1 && peak - beta.LogOddsDensity(Rate(mode + (side * step))) < Negligible)
        {
            (inside, step) = (step, step * 2);
        }
        var outside = step;
        for (var halving = 0; halving < 20; halving++)
        {
            var middle = (inside + outside) / 2;
            var rate = Rate(mode + (side * middle));
            (inside, outside) = rate is > 0 and < 1 && peak - beta.LogOddsDensity(rate) < Negligible ? (middle, outside) : (inside, middle);
        }
        return mode + (side * inside);
    }

    private static double Width(BetaDistribution beta) => (1 / beta.A) + (1 / beta.B);

    private static double Rate(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
