namespace Kuajie.Algorithms.Numerics.Distributions;

/// <summary>
/// The standard normal distribution. Its tail comes from the incomplete gamma function, Q(½, z²/2)/2 (Abramowitz and Stegun 26.4 and 6.5.17), to full relative precision; its
/// quantile from Acklam's rational approximation (relative error 1.15e-9) and two steps of Halley's method on the tail.
/// </summary>
public static class NormalDistribution
{
    private static readonly double[] CentreTop =
    [
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00,
    ];

    private static readonly double[] CentreBottom =
    [
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1,
    ];

    private static readonly double[] TailTop =
    [
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00,
    ];

    private static readonly double[] TailBottom =
    [
        7.784695709041462e-03,
        3.224671290700398e-01,
        2.445134137142996e+00,
        3.754408661907416e+00,
        1,
    ];

    private static readonly GammaDistribution HalfSquare = new(0.5, 1);

    /// <summary>The density at <paramref name="z"/>.</summary>
    public static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The probability of at most <paramref name="z"/>.</summary>
    public static double Below(double z) => Above(-z);

    /// <summary>The probability of more than <paramref name="z"/>.</summary>
    public static double Above(double z) => z >= 0 ? HalfSquare.Above(z * z / 2) / 2 : 1 - (HalfSquare.Above(z * z / 2) / 2);

    /// <summary>The point that is not exceeded with a given probability.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Found a probability outside (0, 1).");
        }
        if (probability > 0.5)
        {
            return -Quantile(1 - probability);
        }
        var z = probability < 0.02425 ? Tail(probability) : Centre(probability - 0.5);
        for (var step = 0; step < 2; step++)
        {
            var miss = (Below(z) - probability) / Density(z);
            z -= miss / (1 + (z * miss / 2));
        }
        return z;
    }

    private static double Centre(double offset)
    {
        var square = offset * offset;
        return offset * Polynomial(CentreTop, square) / Polynomial(CentreBottom, square);
    }

    private static double Tail(double probability)
    {
        var root = Math.Sqrt(-2 * Math.Log(probability));
        return Polynomial(TailTop, root) / Polynomial(TailBottom, root);
    }

    private static double Polynomial(double[] coefficients, double at)
    {
        var value = 0.0;
        foreach (var coefficient in coefficients)
        {
            value = (value * at) + coefficient;
        }
        return value;
    }
}
