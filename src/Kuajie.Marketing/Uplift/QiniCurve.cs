using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Marketing.Uplift;

/// <summary>What treating those with the largest predicted effects first would bring, measured on people of an experiment who were not learnt from.</summary>
/// <param name="Points">The curve, from nobody to everybody, at most 101 points.</param>
/// <param name="Qini">Area between the curve and the straight line to its end, for each person: what choosing is worth over treating by chance (Radcliffe 2007, weighted by propensities).</param>
/// <param name="Auuc">Area under the curve, for each person (Gutierrez and Gérardy 2017).</param>
/// <param name="QiniLow">Lower end of the 95 % interval of <paramref name="Qini"/>, from resampled people.</param>
/// <param name="QiniHigh">Its upper end.</param>
public sealed record QiniCurve(IReadOnlyList<QiniPoint> Points, double Qini, double Auuc, double QiniLow, double QiniHigh)
{
    private const int MostPoints = 100;

    /// <summary>Whether the order is better than chance: its interval lies above 0.</summary>
    public bool IsBetterThanChance => QiniLow > 0;

    /// <summary>Measures an order of people. O(rows · log rows + resamples · rows).</summary>
    /// <param name="predicted">Predicted effects; larger ones are treated first, equal ones in the order of the rows.</param>
    /// <param name="rows">The people, as many.</param>
    /// <param name="resamples">How often people are drawn again.</param>
    /// <param name="seed">Seed of the draws.</param>
    internal static QiniCurve Of(double[] predicted, IReadOnlyList<UpliftRow> rows, int resamples, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count).OrderByDescending(place => predicted[place])];
        double[] gains = [.. order.Select(place => Gain(rows[place]))];
        var ones = new int[gains.Length];
        Array.Fill(ones, 1);
        var (qini, auuc) = Areas(gains, ones);
        var drawn = new double[resamples];
        for (var resample = 0; resample < resamples; resample++)
        {
            var random = SplittableRandom.Stream(seed, (ulong)resample);
            var times = new int[gains.Length];
            for (var draw = 0; draw < gains.Length; draw++)
            {
                times[(int)(random.NextDouble() * gains.Length)]++;
            }
            drawn[resample] = Areas(gains, times).Qini;
        }
        Array.Sort(drawn);
        return new QiniCurve(
            Curve(gains),
            qini,
            auuc,
            drawn[(int)(0.025 * (resamples - 1))],
            drawn[(int)Math.Ceiling(0.975 * (resamples - 1))]
        );
    }

    /// <summary>A person's own unbiased, very noisy, estimate of the effect (Horvitz and Thompson 1952).</summary>
    private static double Gain(UpliftRow row) => row.IsTreated ? row.Outcome / row.Propensity : -row.Outcome / (1 - row.Propensity);

    private static (double Qini, double Auuc) Areas(double[] gains, int[] times)
    {
        var (sum, area, people) = (0.0, 0.0, 0);
        for (var place = 0; place < gains.Length; place++)
        {
            for (var time = 0; time < times[place]; time++)
            {
                area += sum + (gains[place] / 2);
                sum += gains[place];
                people++;
            }
        }
        var size = (double)people * people;
        return ((area / size) - (sum / people / 2), area / size);
    }

    private static List<QiniPoint> Curve(double[] gains)
    {
        var points = new List<QiniPoint> { new(0, 0) };
        var sum = 0.0;
        for (var place = 0; place < gains.Length; place++)
        {
            sum += gains[place];
            if ((long)(place + 1) * MostPoints / gains.Length > (long)place * MostPoints / gains.Length)
            {
                points.Add(new QiniPoint((place + 1.0) / gains.Length, sum / gains.Length));
            }
        }
        return points;
    }
}

/// <summary>A point of a curve.</summary>
/// <param name="Share">Share of the people treated, those with the largest predicted effects first.</param>
/// <param name="Gain">What that brings, for each person of all.</param>
public sealed record QiniPoint(double Share, double Gain);
