using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Checks;

/// <summary>One segment's arms.</summary>
/// <param name="Segment">Its name; segments do not overlap and follow from what was known before assignment.</param>
/// <param name="Control">Its control arm.</param>
/// <param name="Treatment">Its treatment arm.</param>
public sealed record SegmentArms(string Segment, ArmEstimate Control, ArmEstimate Treatment);

/// <summary>The effect in one segment.</summary>
/// <param name="Segment">Its name.</param>
/// <param name="Raw">Its own effect, seen alone; null without data enough.</param>
/// <param name="Shrunk">Its effect drawn towards the effect of all by as much as the segments are alike: the better guess.</param>
/// <param name="PDiffers">How often chance alone sets it that far apart from the other segments, corrected for the number of segments (Holm); 1 without data enough.</param>
/// <param name="Shortage">What is missing, or none.</param>
/// <param name="ControlUnits">Units of the control arm in it.</param>
/// <param name="TreatmentUnits">Units of the treatment arm in it.</param>
public sealed record SegmentEffect(
    string Segment,
    EffectInterval? Raw,
    EffectInterval? Shrunk,
    double PDiffers,
    DataShortage Shortage,
    long ControlUnits,
    long TreatmentUnits
);

/// <summary>
/// Whether the effect differs between segments. Cochran's Q over segments is the test of interaction (Cochran 1954); the spread of true effects τ² is DerSimonian and Laird's (Controlled Clinical
/// Trials 1986), and each segment is drawn towards the mean by error²/(error² + τ²) (Efron and Morris 1975).
/// </summary>
/// <param name="Segments">The segments, in the order given.</param>
/// <param name="Overall">The mean effect over segments, weighted by 1/(error² + τ²); null below one segment with data.</param>
/// <param name="Spread">τ, standard deviation of the true effects between segments.</param>
/// <param name="PInteraction">How often chance alone lets segments differ as much; 1 below two segments with data.</param>
public sealed record SegmentEffects(IReadOnlyList<SegmentEffect> Segments, EffectInterval? Overall, double Spread, double PInteraction)
{
    /// <summary>Judges segments. O(segments²).</summary>
    /// <remarks>Shrunk intervals take τ as known: with few segments they are somewhat too narrow. They serve as guesses, the p-values as tests.</remarks>
    /// <exception cref="InvalidExperimentException">Names are empty or stand twice, or the confidence is none; all faults at once.</exception>
    public static SegmentEffects Of(IReadOnlyList<SegmentArms> segments, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(segments);
        InvalidExperimentException.ThrowIfAny(
            segments
                .GroupBy(each => each.Segment)
                .Where(same => same.Count() > 1 || string.IsNullOrWhiteSpace(same.Key))
                .Select(same => new ExperimentFault("SegmentName", "segments", same.Key))
                .Concat(ExperimentFault.NoProbability("confidence", confidence))
        );
        EffectReading[] readings = [.. segments.Select(each => EffectReadings.FixedHorizon(each.Control, each.Treatment, confidence))];
        Effect[] known =
        [
            .. readings
                .Where(each => each.Absolute is not null)
                .Select(each => new Effect(each.Absolute!.Value.Value, each.StandardError * each.StandardError)),
        ];
        if (known.Length == 0)
        {
            return new SegmentEffects([.. segments.Zip(readings, (each, reading) => Unknown(each, reading))], null, 0, 1);
        }
        var (q, spread) = Heterogeneity(known);
        var all = Pooled(known, spread);
        var z = NormalDistribution.Quantile((1 + confidence) / 2);
        var differs = MultipleTesting.Holm([.. known.Select((_, place) => Differs(known, place))]);
        var next = 0;
        var found = segments
            .Zip(readings)
            .Select(pair =>
                pair.Second.Absolute is null
                    ? Unknown(pair.First, pair.Second)
                    : new SegmentEffect(
                        pair.First.Segment,
                        pair.Second.Absolute,
                        Around(Shrunk(known[next], all, spread), z),
                        differs[next++],
                        DataShortage.None,
                        pair.First.Control.Units,
                        pair.First.Treatment.Units
                    )
            )
            .ToArray();
        return new SegmentEffects(
            found,
            Around(all, z),
            Math.Sqrt(spread),
            known.Length < 2 ? 1 : new GammaDistribution((known.Length - 1) / 2.0, 0.5).Above(q)
        );
    }

    private readonly record struct Effect(double Value, double Variance);

    private static SegmentEffect Unknown(SegmentArms segment, EffectReading reading) =>
        new(segment.Segment, null, null, 1, reading.Shortage, segment.Control.Units, segment.Treatment.Units);

    private static EffectInterval Around(Effect effect, double z) =>
        new(effect.Value, effect.Value - (z * Math.Sqrt(effect.Variance)), effect.Value + (z * Math.Sqrt(effect.Variance)));

    private static (double Q, double Spread) Heterogeneity(Effect[] effects)
    {
        var mean = Pooled(effects, 0).Value;
        var q = effects.Sum(each => (each.Value - mean) * (each.Value - mean) / each.Variance);
        var (weights, squares) = (effects.Sum(each => 1 / each.Variance), effects.Sum(each => 1 / (each.Variance * each.Variance)));
        var scale = weights - (squares / weights);
        return (q, scale > 0 ? Math.Max(0, (q - (effects.Length - 1)) / scale) : 0);
    }

    private static Effect Pooled(IEnumerable<Effect> effects, double spread)
    {
        var weight = effects.Sum(each => 1 / (each.Variance + spread));
        return new Effect(effects.Sum(each => each.Value / (each.Variance + spread)) / weight, 1 / weight);
    }

    private static Effect Shrunk(Effect own, Effect all, double spread)
    {
        var towards = own.Variance / (own.Variance + spread);
        return new Effect(
            own.Value + (towards * (all.Value - own.Value)),
            (own.Variance * (1 - towards)) + (towards * towards * all.Variance)
        );
    }

    /// <summary>One segment against the pooled effect of the others.</summary>
    private static double Differs(Effect[] effects, int place)
    {
        if (effects.Length < 2)
        {
            return 1;
        }
        var others = Pooled(effects.Where((_, other) => other != place), 0);
        var distance = Math.Abs(effects[place].Value - others.Value) / Math.Sqrt(effects[place].Variance + others.Variance);
        return Math.Min(1, 2 * NormalDistribution.Above(distance));
    }
}
