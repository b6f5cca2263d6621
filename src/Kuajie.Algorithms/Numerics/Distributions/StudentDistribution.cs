namespace Kuajie.Algorithms.Numerics.Distributions;

/// <summary>Student's t with any degrees of freedom, by the incomplete beta function (Abramowitz and Stegun 26.7.1); above 1e7 degrees it is the normal distribution.</summary>
public readonly record struct StudentDistribution
{
    private const double AsGoodAsNormal = 1e7;

    /// <summary>A distribution.</summary>
    /// <param name="degreesOfFreedom">Above 0; infinity gives the normal distribution.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public StudentDistribution(double degreesOfFreedom)
    {
        if (!(degreesOfFreedom > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Expected a number above 0.");
        }
        DegreesOfFreedom = degreesOfFreedom;
    }

    /// <summary>The degrees of freedom.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>The probability of more than <paramref name="t"/>.</summary>
    public double Above(double t)
    {
        if (DegreesOfFreedom > AsGoodAsNormal)
        {
            return NormalDistribution.Above(t);
        }
        var tail = new BetaDistribution(DegreesOfFreedom / 2, 0.5).Below(DegreesOfFreedom / (DegreesOfFreedom + (t * t))) / 2;
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>The probability of at most <paramref name="t"/>.</summary>
    public double Below(double t) => Above(-t);

    /// <summary>The point that is not exceeded with a given probability: Newton's steps on the logarithm of the tail, from the normal point outwards.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public double Quantile(double probability)
    {
        var normal = NormalDistribution.Quantile(probability);
        if (DegreesOfFreedom > AsGoodAsNormal || normal == 0)
        {
            return normal;
        }
        // The logarithm of the tail falls concavely in the logarithm of t: Newton's first step lands outside, the others close in from there.
        var tail = Math.Min(probability, 1 - probability);
        var t = Math.Abs(normal);
        for (var step = 0; step < 200; step++)
        {
            var above = Above(t);
            var next = t * Math.Exp((Math.Log(above) - Math.Log(tail)) * above / (Density(t) * t));
            if (Math.Abs(next - t) <= 1e-14 * t)
            {
                break;
            }
            t = next;
        }
        return Math.CopySign(t, normal);
    }

    private double Density(double t) =>
        Math.Exp(
            GammaDistribution.LogGamma((DegreesOfFreedom + 1) / 2)
                - GammaDistribution.LogGamma(DegreesOfFreedom / 2)
                - ((DegreesOfFreedom + 1) / 2 * Math.Log(1 + (t * t / DegreesOfFreedom)))
        ) / Math.Sqrt(DegreesOfFreedom * Math.PI);
}
