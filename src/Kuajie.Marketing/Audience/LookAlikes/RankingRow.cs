using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Marketing.Audience.LookAlikes;

/// <summary>How well an order puts held-out seeds before others.</summary>
/// <param name="Name">Model, Activity (most events first) or Random.</param>
/// <param name="Auc">Probability that a seed stands before another user; ties count half.</param>
/// <param name="AucLow">Lower end of its 95 % interval (Hanley and McNeil, Radiology 143, 1982).</param>
/// <param name="AucHigh">Upper end.</param>
/// <param name="Precision">Share of seeds among the first <paramref name="At"/>.</param>
/// <param name="PrecisionLow">Lower end of its 95 % interval (Wilson 1927).</param>
/// <param name="PrecisionHigh">Upper end.</param>
/// <param name="At">How many first ones.</param>
public sealed record RankingRow(
    string Name,
    double Auc,
    double AucLow,
    double AucHigh,
    double Precision,
    double PrecisionLow,
    double PrecisionHigh,
    int At
)
{
    private const double Normal = 1.959964;

    /// <summary>Judges an order by scores, the highest first. O(rows · log rows).</summary>
    internal static RankingRow Of(string name, IReadOnlyList<double> scores, IReadOnlyList<bool> seeds, int at)
    {
        var auc = AucOf(scores, seeds);
        var (count, others) = ((double)seeds.Count(seed => seed), (double)seeds.Count(seed => !seed));
        var (one, two) = (auc / (2 - auc), 2 * auc * auc / (1 + auc));
        var variance = ((auc * (1 - auc)) + ((count - 1) * (one - (auc * auc))) + ((others - 1) * (two - (auc * auc)))) / (count * others);
        var half = Normal * Math.Sqrt(Math.Max(0, variance));
        var first = Enumerable.Range(0, scores.Count).OrderByDescending(row => scores[row]).ThenBy(row => row).Take(at).ToArray();
        var hits = first.Count(row => seeds[row]);
        var (_, low, high) = WilsonInterval.Of(hits, first.Length);
        var precision = (double)hits / first.Length;
        return new RankingRow(name, auc, Math.Max(0, auc - half), Math.Min(1, auc + half), precision, low, high, first.Length);
    }

    /// <summary>By mean ranks.</summary>
    internal static double AucOf(IReadOnlyList<double> scores, IReadOnlyList<bool> seeds)
    {
        var ranks = new List<double>();
        var better = 0;
        foreach (var tied in Enumerable.Range(0, scores.Count).GroupBy(row => scores[row]).OrderByDescending(group => group.Key))
        {
            var size = tied.Count();
            ranks.AddRange(tied.Where(row => seeds[row]).Select(_ => better + ((size - 1) / 2.0)));
            better += size;
        }
        return AreaUnderCurve.Of([.. ranks], scores.Count);
    }
}
