using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Readings;

/// <summary>
/// The score test of two rates (Miettinen and Nurminen, Statistics in Medicine 1985), and of two means per unit that most units add nothing to: the variance under a supposed effect is that of the likeliest
/// rates of active units under it and of the active units' values in both arms together, p·(1 + c²) − p² in squares of their mean, c their coefficient of variation. An arm of few active units so never
/// seems more certain than it can be, as one without any would by its own variance of 0. Difference and ratio are those values that the test does not reject, so intervals and p-value agree.
/// </summary>
internal sealed class ScoreTest
{
    private const int Halvings = 60;
    private readonly RateCounts control;
    private readonly RateCounts treatment;
    private readonly double controlMean;
    private readonly double treatmentMean;

    /// <summary>Mean value of active units, the unit that everything within is counted in.</summary>
    private readonly double scale;

    /// <summary>Squared coefficient of variation of active units' values.</summary>
    private readonly double variation;

    private ScoreTest(RateCounts control, RateCounts treatment, (double Control, double Treatment) means, double scale, double variation)
    {
        (this.control, this.treatment) = (control, treatment);
        (controlMean, treatmentMean) = (means.Control / scale, means.Treatment / scale);
        (this.scale, this.variation) = (scale, variation);
    }

    /// <summary>Of two rates.</summary>
    public static ScoreTest OfRates(RateCounts control, RateCounts treatment) =>
        new(control, treatment, (control.Rate, treatment.Rate), 1, 0);

    /// <summary>Of two means with few active units in an arm; null where the arms' own variances serve.</summary>
    public static ScoreTest? OfSparse(in ArmEstimate control, in ArmEstimate treatment)
    {
        if (!ActiveUnits.AreFew(control, treatment))
        {
            return null;
        }
        var all = ActiveUnits.Add(control.Active!.Value, treatment.Active!.Value);
        return new ScoreTest(
            new RateCounts(control.Units, control.Active.Value.Count),
            new RateCounts(treatment.Units, treatment.Active.Value.Count),
            (control.Value, treatment.Value),
            all.Mean,
            all.Variation
        );
    }

    /// <summary>Difference and relative lift with their intervals. O(1), some thousand steps.</summary>
    public EffectReading Read(
        ArmEstimate controlArm,
        ArmEstimate treatmentArm,
        double confidence,
        DataShortage shortage = DataShortage.None
    )
    {
        var critical = NormalDistribution.Quantile((1 + confidence) / 2);
        var absolute = Absolute(critical);
        return new EffectReading(
            ReadingKind.FixedHorizon,
            confidence,
            controlArm,
            treatmentArm,
            absolute,
            Lift(critical),
            shortage == DataShortage.None
                ? (absolute.High - absolute.Low) / (2 * critical)
                : EffectReadings.StandardError(controlArm, treatmentArm),
            shortage == DataShortage.None ? 2 * NormalDistribution.Above(Math.Abs(Difference(0))) : 1,
            shortage
        );
    }

    /// <summary>How many standard errors the difference, in mean values of active units, lies above a supposed one, with the rates most likely under it.</summary>
    public double Difference(double supposed)
    {
        var rate = LikeliestControl(Math.Clamp(supposed, -1, 1));
        return Score(treatmentMean - controlMean - supposed, (Spread(rate + supposed) / treatment.Units) + (Spread(rate) / control.Units));
    }

    /// <summary>How many standard errors treatment lies above a supposed multiple of control.</summary>
    public double Ratio(double supposed)
    {
        double n = control.Units + treatment.Units;
        double both = control.Successes + treatment.Successes;
        var b = (supposed * (treatment.Units + control.Successes)) + treatment.Successes + control.Units;
        var rate = 2 * both / (b + Math.Sqrt(Math.Max(0, (b * b) - (4 * n * supposed * both))));
        return Score(
            treatmentMean - (supposed * controlMean),
            (Spread(supposed * rate) / treatment.Units) + (supposed * supposed * Spread(rate) / control.Units)
        );
    }

    /// <summary>The relative lift; null where nobody in control is active.</summary>
    public EffectInterval? Lift(double critical)
    {
        if (control.Successes == 0)
        {
            return null;
        }
        var ratio = treatmentMean / controlMean;
        var largest = Math.Max(ratio, 1) / control.Rate;
        while (Ratio(largest) >= -critical)
        {
            largest *= 2;
        }
        return new EffectInterval(
            ratio - 1,
            End(ratio, 0, at => Ratio(at) <= critical) - 1,
            End(ratio, largest, at => Ratio(at) >= -critical) - 1
        );
    }

    private EffectInterval Absolute(double critical)
    {
        var found = treatmentMean - controlMean;
        var limit = Math.Max(1, 2 * Math.Abs(found));
        return new EffectInterval(
            found * scale,
            End(found, -limit, at => Difference(at) <= critical) * scale,
            End(found, limit, at => Difference(at) >= -critical) * scale
        );
    }

    private double Score(double distance, double variance)
    {
        double units = control.Units + treatment.Units;
        return variance > 0 ? distance / Math.Sqrt(variance * units / (units - 1))
            : distance == 0 ? 0
            : Math.CopySign(double.PositiveInfinity, distance);
    }

    /// <summary>Variance of one unit.</summary>
    private double Spread(double rate) => Math.Clamp(rate, 0, 1) * (1 + variation - Math.Clamp(rate, 0, 1));

    /// <summary>Control's likeliest rate where treatment's is larger by a supposed difference: the slope of the log likelihood falls all the way, so its zero is found by halving.</summary>
    private double LikeliestControl(double supposed)
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
