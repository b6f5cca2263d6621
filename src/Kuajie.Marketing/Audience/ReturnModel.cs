using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Marketing.Audience;

/// <summary>A user's active days as the model needs them.</summary>
/// <param name="Repeats">Active days after the first.</param>
/// <param name="LastDay">Days from the first active day to the last.</param>
/// <param name="Age">Days from the first active day to today.</param>
public readonly record struct ReturnHistory(int Repeats, double LastDay, double Age);

/// <summary>
/// BG/NBD: users return at their own rate (Gamma over users) and after each return may leave for good (Beta over users). Fader, Hardie and Lee, "Counting your customers the easy way",
/// Marketing Science 24(2), 2005; here an active day is a purchase of theirs, in days.
/// </summary>
/// <param name="R">Shape of the rates' distribution.</param>
/// <param name="Alpha">Its rate, in days.</param>
/// <param name="A">First shape of the distribution of leaving.</param>
/// <param name="B">Its second shape.</param>
public sealed record ReturnModel(double R, double Alpha, double A, double B)
{
    private const int MostHistories = 20_000;
    private const int LeastUsers = 50;
    private const int LeastReturning = 20;

    /// <summary>
    /// Fits by maximum likelihood (equation 6, parameters on the log scale, Nelder and Mead 1965, with a weak prior that keeps what the data say nothing of near 1). Of more than
    /// 20,000 users every n-th is used. Null where there are fewer than 50 users or fewer than 20 who ever returned. O(users · steps).
    /// </summary>
    public static ReturnModel? Fit(IReadOnlyList<ReturnHistory> histories)
    {
        ArgumentNullException.ThrowIfNull(histories);
        if (histories.Count < LeastUsers || histories.Count(each => each.Repeats > 0) < LeastReturning)
        {
            return null;
        }
        var step = ((histories.Count - 1) / MostHistories) + 1;
        var rows = histories
            .Where((_, place) => place % step == 0)
            .GroupBy(each => each)
            .Select(each => (each.Key, Count: each.Count()))
            .ToArray();
        var meanAge = Math.Max(1, rows.Sum(row => row.Key.Age * row.Count) / rows.Sum(row => row.Count));
        var found = DownhillSimplex.Minimize(
            at => (0.01 * at.Sum(value => value * value)) - Model(at, meanAge).LogLikelihood(rows),
            [0, 0, 0, 0],
            1e-8,
            2000
        );
        return Model(found, meanAge);
    }

    /// <summary>Log likelihood of histories (equation 6, summed).</summary>
    public double LogLikelihood(IReadOnlyList<ReturnHistory> histories)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return LogLikelihood([.. histories.Select(each => (each, 1))]);
    }

    /// <summary>Probability that the user has not left: 1 / (1 + [x &gt; 0] · a / (b + x − 1) · ((α + T) / (α + t))^(r + x)).</summary>
    public double Alive(ReturnHistory history) => 1 / (1 + Gone(history));

    /// <summary>Returns expected in the next days (equation 10).</summary>
    public double ExpectedReturns(ReturnHistory history, double days)
    {
        var (x, age) = (history.Repeats, history.Age);
        if (days <= 0)
        {
            return 0;
        }
        // At a = 1 both the numerator and the denominator vanish: the limit is taken from a little beside it.
        var a = Math.Abs(A - 1) < 1e-6 ? 1 + 1e-6 : A;
        var share = Math.Pow((Alpha + age) / (Alpha + age + days), R + x);
        var series = Hypergeometric(R + x, B + x, a + B + x - 1, days / (Alpha + age + days));
        var expected = (a + B + x - 1) / (a - 1) * (1 - (share * series)) / (1 + Gone(history));
        return Math.Clamp(expected, 0, days);
    }

    private double Gone(ReturnHistory history) =>
        history.Repeats == 0
            ? 0
            : A / (B + history.Repeats - 1) * Math.Pow((Alpha + history.Age) / (Alpha + history.LastDay), R + history.Repeats);

    private static ReturnModel Model(double[] logs, double scale) =>
        new(Bounded(logs[0]), scale * Bounded(logs[1]), Bounded(logs[2]), Bounded(logs[3]));

    private static double Bounded(double log) => Math.Exp(Math.Clamp(log, -12, 12));

    private double LogLikelihood(IReadOnlyList<(ReturnHistory Key, int Count)> rows)
    {
        var fixedPart =
            (R * Math.Log(Alpha)) - GammaDistribution.LogGamma(R) + GammaDistribution.LogGamma(A + B) - GammaDistribution.LogGamma(B);
        var byRepeats = new Dictionary<int, double>();
        double sum = 0;
        foreach (var (row, count) in rows)
        {
            var x = row.Repeats;
            if (!byRepeats.TryGetValue(x, out var part))
            {
                byRepeats[x] = part =
                    fixedPart
                    + GammaDistribution.LogGamma(R + x)
                    + GammaDistribution.LogGamma(B + x)
                    - GammaDistribution.LogGamma(A + B + x);
            }
            sum += count * (part - ((R + x) * Math.Log(Alpha + row.Age)) + Math.Log(1 + Gone(row)));
        }
        return sum;
    }

    /// <summary>Gauss's series; its argument is below 1, and its terms shrink like the argument's powers.</summary>
    private static double Hypergeometric(double a, double b, double c, double z)
    {
        var (sum, term) = (1.0, 1.0);
        for (var place = 0; place < 100_000 && Math.Abs(term) > 1e-15 * Math.Abs(sum); place++)
        {
            term *= (a + place) * (b + place) / ((c + place) * (place + 1)) * z;
            sum += term;
        }
        return sum;
    }
}
