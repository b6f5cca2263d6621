using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Experiments.Simulation;

/// <summary>The kinds of metric whose readings are proven by simulation.</summary>
internal enum SimulatedKind
{
    /// <summary>Spend per user: seven of ten spend nothing, the others log-normally.</summary>
    Mean,

    /// <summary>One in ten does it.</summary>
    Rate,

    /// <summary>Clicks per view: users view 1 … 20 times and click by rates of their own.</summary>
    Ratio,

    /// <summary>90 % point of seconds per view, one to eight views per user, users of different patience.</summary>
    Quantile,

    /// <summary>The same spend, adjusted by spend before, which is correlated with it.</summary>
    Cuped,

    /// <summary>Spend of a campaign's users against a seventh that is held out: one in thirty spends, log-normally.</summary>
    Sparse,
}

/// <summary>Users with a known effect: draws two arms and reads them.</summary>
internal static class SimulatedMetric
{
    /// <summary>The true rate without treatment.</summary>
    public const double Rate = 0.1;

    /// <summary>The true click rate per view without treatment.</summary>
    public const double ClickRate = 0.15;

    private const double Spending = 0.3;
    private const double Buying = 1 / 30.0;

    /// <summary>Mean spend without treatment: 0.3 · e^½.</summary>
    public static readonly double Spend = Spending * Math.Exp(0.5);

    /// <summary>Variance of spend without treatment: 0.3 · e² − mean².</summary>
    public static readonly double SpendVariance = (Spending * Math.Exp(2)) - (Spend * Spend);

    /// <summary>One experiment: two arms drawn, treatment with a relative effect, and read at a fixed horizon.</summary>
    public static EffectReading Run(SimulatedKind kind, int unitsPerArm, double effect, ulong seed, ulong run)
    {
        var random = SplittableRandom.Stream(seed, run);
        switch (kind)
        {
            case SimulatedKind.Rate:
                var control = Rates(ref random, unitsPerArm, Rate);
                return RateReadings.FixedHorizon(control, Rates(ref random, unitsPerArm, Rate * (1 + effect)));
            case SimulatedKind.Quantile:
                var slow = Quantile(ref random, unitsPerArm, 1);
                return EffectReadings.FixedHorizon(slow, Quantile(ref random, unitsPerArm, 1 + effect));
            case SimulatedKind.Ratio:
                var plain = Clicks(ref random, unitsPerArm, ClickRate);
                return EffectReadings.FixedHorizon(
                    ArmEstimates.Ratio(plain),
                    ArmEstimates.Ratio(Clicks(ref random, unitsPerArm, ClickRate * (1 + effect)))
                );
            case SimulatedKind.Sparse:
                var held = Buyers(ref random, unitsPerArm * 2 / 7, Buying);
                return EffectReadings.FixedHorizon(
                    ArmEstimates.Mean(held),
                    ArmEstimates.Mean(Buyers(ref random, unitsPerArm * 12 / 7, Buying * (1 + effect)))
                );
            default:
                var before = Spends(ref random, unitsPerArm, 1);
                var after = Spends(ref random, unitsPerArm, 1 + effect);
                if (kind == SimulatedKind.Mean)
                {
                    return EffectReadings.FixedHorizon(ArmEstimates.Mean(before), ArmEstimates.Mean(after));
                }
                var cuped = CupedEstimates.Mean([before, after]);
                return EffectReadings.FixedHorizon(cuped.Arms[0], cuped.Arms[1]);
        }
    }

    /// <summary>The true difference for a relative effect; null where it has no closed form.</summary>
    public static double? Difference(SimulatedKind kind, double effect) =>
        kind switch
        {
            SimulatedKind.Rate => Rate * effect,
            SimulatedKind.Ratio => ClickRate * effect,
            SimulatedKind.Quantile => null,
            SimulatedKind.Sparse => Buying * Math.Exp(0.5) * effect,
            _ => Spend * effect,
        };

    private static UnitMoments Buyers(ref SplittableRandom random, int units, double rate)
    {
        var moments = new UnitMoments();
        for (var unit = 0; unit < units; unit++)
        {
            moments.Add(random.NextDouble() < rate ? Math.Exp(random.NextNormal()) : 0);
        }
        return moments;
    }

    /// <summary>Spend of some users with spend before: the same willingness, another draw of chance.</summary>
    public static UnitMoments Spends(ref SplittableRandom random, int units, double scale)
    {
        var moments = new UnitMoments();
        for (var unit = 0; unit < units; unit++)
        {
            var (spends, level) = (random.NextDouble() < Spending, random.NextNormal());
            var (now, then) = (random.NextNormal(), random.NextNormal());
            moments.Add(
                spends ? scale * Math.Exp((0.8 * level) + (0.6 * now)) : 0,
                prior: spends ? Math.Exp((0.8 * level) + (0.6 * then)) : 0
            );
        }
        return moments;
    }

    /// <summary>Users who do it or not.</summary>
    public static RateCounts Rates(ref SplittableRandom random, int units, double rate)
    {
        var successes = 0;
        for (var unit = 0; unit < units; unit++)
        {
            successes += random.NextDouble() < rate ? 1 : 0;
        }
        return new RateCounts(units, successes);
    }

    /// <summary>Clicks and views of some users.</summary>
    public static UnitMoments Clicks(ref SplittableRandom random, int units, double rate)
    {
        var moments = new UnitMoments();
        for (var unit = 0; unit < units; unit++)
        {
            var (views, own) = (1 + random.NextInteger(20), rate * 2 * random.NextDouble());
            var clicks = 0;
            for (var view = 0; view < views; view++)
            {
                clicks += random.NextDouble() < own ? 1 : 0;
            }
            moments.Add(clicks, views);
        }
        return moments;
    }

    private static ArmEstimate Quantile(ref SplittableRandom random, int units, double scale)
    {
        var (values, owners) = (new List<double>(units * 5), new List<int>(units * 5));
        for (var unit = 0; unit < units; unit++)
        {
            var (views, patience) = (1 + random.NextInteger(8), 0.7 * random.NextNormal());
            for (var view = 0; view < views; view++)
            {
                values.Add(scale * Math.Exp(patience + (0.7 * random.NextNormal())));
                owners.Add(unit);
            }
        }
        return QuantileEstimates.OfUnits(values.ToArray(), owners.ToArray(), 0.9);
    }
}
