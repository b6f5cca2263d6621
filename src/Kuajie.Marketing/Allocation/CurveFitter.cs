using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Allocation;

/// <summary>
/// Fits a response curve to observations, and to experiments where there are any. Maximum a posteriori: least squares of the observations, of the
/// experiments (each a difference of two points of the curve with its own standard error) and of priors on the logarithms of the parameters, which keep
/// ceiling and half saturation sensible where the data do not reach saturation. Levenberg–Marquardt; uncertainty by Laplace's approximation (MacKay 2003,
/// chapter 27). O(observations · steps), a few milliseconds for hundreds.
/// </summary>
public sealed record CurveFitter
{
    private const int LeastLevels = 4;
    private const int NoiseRounds = 6;
    private const int DrawCount = 400;

    /// <summary>The form of the curve.</summary>
    public CurveForm Form { get; init; } = CurveForm.Hill;

    /// <summary>Weight of the priors; 1 as documented, 0 for none (then the parameters may run away).</summary>
    public double Regularization { get; init; } = 1;

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Fits the curve.</summary>
    /// <exception cref="InvalidInputException">A number is negative or not finite.</exception>
    public CurveFit Fit(IReadOnlyList<ResponsePoint> points, IReadOnlyList<CurveExperiment>? experiments = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        IReadOnlyList<CurveExperiment> tests = experiments ?? [];
        InvalidInputException.ThrowIfAny(Faults(points, tests));
        var largest = points.Select(point => point.Exposures).DefaultIfEmpty(0).Max();
        if (Shortage(points) is { } shortage)
        {
            return new CurveFit(null, [], 0, largest, shortage);
        }
        var exposures = points.Select(point => point.Exposures).Where(value => value > 0).Order().ToArray();
        var family = CurveFamily.Of(Form, exposures[exposures.Length / 2], points.Max(point => point.Effect));
        var noise = Deviation([.. points.Select(point => point.Effect)]);
        var fit = new CurveLeastSquares(family, points, tests, Regularization);
        var at = family.Means;
        for (var round = 0; round < NoiseRounds; round++)
        {
            at = fit.Minimize(at, noise);
            noise = Math.Max(fit.Noise(at), 1e-9 * Math.Abs(points.Max(point => point.Effect)));
        }
        return new CurveFit(family.Curve(at), fit.Draws(at, noise, DrawCount, new SplittableRandom(Seed)), noise, largest, null);
    }

    private static MarketingText? Shortage(IReadOnlyList<ResponsePoint> points)
    {
        var levels = points.Select(point => point.Exposures).Where(value => value > 0).Distinct().Count();
        if (levels < LeastLevels)
        {
            return MarketingText.Of("ShortageLevels", levels, LeastLevels);
        }
        return points.Max(point => point.Effect) <= 0 ? MarketingText.Of("ShortageEffect") : null;
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Max(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 1e-6 * Math.Abs(values.Max()));
    }

    private static IEnumerable<InputFault> Faults(IReadOnlyList<ResponsePoint> points, IReadOnlyList<CurveExperiment> experiments) =>
        points
            .Select(
                (point, row) =>
                    (
                        row,
                        isBad: !IsAmount(point.Exposures) || !double.IsFinite(point.Effect) || !IsAmount(point.Weight),
                        text: point.ToString()
                    )
            )
            .Concat(
                experiments.Select(
                    (test, row) =>
                        (
                            row,
                            isBad: !IsAmount(test.FromExposures)
                                || !IsAmount(test.ToExposures)
                                || !double.IsFinite(test.Effect)
                                || !(test.StandardError > 0 && double.IsFinite(test.StandardError)),
                            text: test.ToString()
                        )
                )
            )
            .Where(each => each.isBad)
            .Select(each => new InputFault("Observation", FormattableString.Invariant($"{each.row + 1}"), each.text));

    private static bool IsAmount(double value) => value >= 0 && double.IsFinite(value);
}
