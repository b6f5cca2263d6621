using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Allocation;

/// <summary>A fitted curve with its uncertainty, or that there is too little data.</summary>
public sealed class CurveFit
{
    private readonly IReadOnlyList<ResponseCurve> draws;

    internal CurveFit(
        ResponseCurve? curve,
        IReadOnlyList<ResponseCurve> draws,
        double noise,
        double largestExposures,
        MarketingText? shortage
    )
    {
        Curve = curve;
        this.draws = draws;
        NoiseDeviation = noise;
        Shortage = shortage;
        WorstCurve = curve is null ? null : Worst(curve, largestExposures);
    }

    /// <summary>The likeliest curve; null where there is not enough data.</summary>
    public ResponseCurve? Curve { get; }

    /// <summary>
    /// The curve scaled down until it lies on or below the lower 95 % band at every exposure number seen: a curve of the same form, for robust plans.
    /// </summary>
    public ResponseCurve? WorstCurve { get; }

    /// <summary>Standard deviation of one observation around the curve.</summary>
    public double NoiseDeviation { get; }

    /// <summary>Why there is no curve; null where there is one.</summary>
    public MarketingText? Shortage { get; }

    /// <summary>The effect of exposures with its pointwise 95 % interval, from the draws. O(draws · log draws).</summary>
    /// <exception cref="InvalidOperationException">There is no curve.</exception>
    public CurveBand Band(double exposures)
    {
        var curve = Curve ?? throw new InvalidOperationException($"{Shortage}");
        return Band(curve, exposures);
    }

    private CurveBand Band(ResponseCurve curve, double exposures)
    {
        var effects = draws.Select(draw => draw.Effect(exposures)).Order().ToArray();
        return new CurveBand(curve.Effect(exposures), Quantile(effects, 0.025), Quantile(effects, 0.975));
    }

    private static double Quantile(double[] ascending, double share) => ascending[(int)Math.Round(share * (ascending.Length - 1))];

    private ResponseCurve Worst(ResponseCurve curve, double largestExposures)
    {
        var share = Enumerable
            .Range(1, 40)
            .Select(step => Band(curve, largestExposures * step / 40))
            .Where(band => band.Estimate > 0)
            .Select(band => Math.Clamp(band.Low / band.Estimate, 0, 1))
            .DefaultIfEmpty(1)
            .Min();
        return curve switch
        {
            HillCurve hill => hill with { Ceiling = hill.Ceiling * share },
            PowerCurve power => power with { Scale = power.Scale * share },
            _ => curve,
        };
    }
}
