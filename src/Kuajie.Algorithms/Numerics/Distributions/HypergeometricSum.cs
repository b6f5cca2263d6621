namespace Kuajie.Algorithms.Numerics.Distributions;

/// <summary>How many of some people have both of two things, where it is known how many have each.</summary>
/// <param name="First">People who have the first.</param>
/// <param name="Second">People who have the second.</param>
/// <param name="People">All people.</param>
public readonly record struct TwoMargins(long First, long Second, long People)
{
    /// <summary>How many have both by chance: n₁ n₂ / n; 0 without people.</summary>
    public double Mean => People == 0 ? 0 : (double)First * Second / People;

    /// <summary>The variance by chance: n₁ n₂ (n − n₁)(n − n₂) / (n² (n − 1)).</summary>
    public double Variance => People <= 1 ? 0 : Mean * ((double)(People - First) / People) * ((double)(People - Second) / (People - 1));
}

/// <summary>
/// The sum of independent hypergeometric counts, one for each stratum of people: by chance, within a stratum, everybody is as likely as everybody else to have a thing. One stratum is Fisher's
/// exact test, several are the exact test of a common odds ratio of 1 (Cochran 1954; Mantel and Haenszel 1959; Agresti, "Categorical Data Analysis", 2013, section 6.4).
/// </summary>
public static class HypergeometricSum
{
    /// <summary>Smallest probability told.</summary>
    public const double Smallest = 1e-16;

    private const double LargestExactVariance = 400;

    /// <summary>
    /// The probability that at least so many have both. Up to a variance of 400 by convolution, absolute error below 1e-12; beyond by the normal law with continuity and skewness corrected
    /// (Edgeworth), relative error below 3 % at probabilities of 0.001. O(strata · √variance · √variance of a stratum).
    /// </summary>
    /// <param name="both">People who have both, over all strata.</param>
    /// <param name="strata">The strata.</param>
    /// <exception cref="ArgumentOutOfRangeException">More people have a thing than there are.</exception>
    public static double AtLeast(long both, IReadOnlyList<TwoMargins> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        foreach (var stratum in strata)
        {
            if (stratum.First < 0 || stratum.Second < 0 || stratum.First > stratum.People || stratum.Second > stratum.People)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(strata),
                    stratum,
                    "Found more people with a thing than there are, or fewer than none."
                );
            }
        }
        var tail = strata.Sum(stratum => stratum.Variance) > LargestExactVariance ? Edgeworth(both, strata) : Exact(both, strata);
        return Math.Clamp(tail, Smallest, 1);
    }

    private static double Exact(long both, IReadOnlyList<TwoMargins> strata)
    {
        var (start, mass) = (0L, new[] { 1.0 });
        foreach (var stratum in strata)
        {
            var (first, next) = Mass(stratum);
            mass = Trimmed(Convolved(mass, next), out var cut);
            start += first + cut;
        }
        var tail = 0.0;
        for (var place = mass.Length - 1; place >= Math.Max(0, both - start); place--)
        {
            tail += mass[place];
        }
        return tail;
    }

    /// <summary>The probabilities around the likeliest count, as far as they matter, by the ratio of neighbours.</summary>
    private static (long First, double[] Mass) Mass(TwoMargins stratum)
    {
        var (first, second, people) = (stratum.First, stratum.Second, stratum.People);
        var (least, most) = (Math.Max(0, first + second - people), Math.Min(first, second));
        var mode = Math.Clamp((long)((first + 1.0) * (second + 1.0) / (people + 2.0)), least, most);
        var peak = Math.Exp(LogChoose(first, mode) + LogChoose(people - first, second - mode) - LogChoose(people, second));
        var below = new List<double>();
        var (count, probability) = (mode, peak);
        while (count > least && probability > 0.01 * Smallest)
        {
            probability *= (double)count * (people - first - second + count) / ((double)(first - count + 1) * (second - count + 1));
            below.Add(probability);
            count--;
        }
        var mass = Enumerable.Reverse(below).Append(peak).ToList();
        (count, probability) = (mode, peak);
        while (count < most && probability > 0.01 * Smallest)
        {
            probability *= (double)(first - count) * (second - count) / ((double)(count + 1) * (people - first - second + count + 1));
            mass.Add(probability);
            count++;
        }
        return (mode - below.Count, [.. mass]);
    }

    private static double[] Convolved(double[] first, double[] second)
    {
        var sum = new double[first.Length + second.Length - 1];
        for (var left = 0; left < first.Length; left++)
        {
            for (var right = 0; right < second.Length; right++)
            {
                sum[left + right] += first[left] * second[right];
            }
        }
        return sum;
    }

    private static double[] Trimmed(double[] mass, out int cut)
    {
        cut = 0;
        var end = mass.Length;
        while (end - cut > 1 && mass[cut] < 0.01 * Smallest)
        {
            cut++;
        }
        while (end - cut > 1 && mass[end - 1] < 0.01 * Smallest)
        {
            end--;
        }
        return mass[cut..end];
    }

    private static double Edgeworth(long both, IReadOnlyList<TwoMargins> strata)
    {
        var (mean, variance, third) = (0.0, 0.0, 0.0);
        foreach (var stratum in strata.Where(stratum => stratum.People > 2))
        {
            var people = (double)stratum.People;
            mean += stratum.Mean;
            variance += stratum.Variance;
            third += stratum.Variance * ((people - (2 * stratum.First)) / people) * ((people - (2 * stratum.Second)) / (people - 2));
        }
        mean += strata.Where(stratum => stratum.People <= 2).Sum(stratum => stratum.Mean);
        var deviation = Math.Sqrt(variance);
        var z = (both - 0.5 - mean) / deviation;
        var density = Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
        return UpperNormal(z) + (density * third / (deviation * variance) * ((z * z) - 1) / 6);
    }

    /// <summary>P(Z ≥ z): half of what chi-squared with one degree leaves beyond z².</summary>
    private static double UpperNormal(double z)
    {
        var beyond = 0.5 * (1 - new GammaDistribution(0.5, 1).Below(0.5 * z * z));
        return z >= 0 ? beyond : 1 - beyond;
    }

    private static double LogChoose(long from, long choose) =>
        GammaDistribution.LogGamma(from + 1.0) - GammaDistribution.LogGamma(choose + 1.0) - GammaDistribution.LogGamma(from - choose + 1.0);
}
