using Kuajie.Algorithms.Numerics.Regression;

namespace Kuajie.Algorithms.Models.Blend;

/// <summary>
/// Learns a blend's weights by a listwise logistic regression: the held-out item against its sampled rivals. One set of weights is learnt from all rows; each
/// group of users (cold, few, many target rows) that has enough rows then gets its own, pulled towards the common one. No weight is negative, so a better score
/// of a part never lowers the blend's.
/// </summary>
internal sealed class BlendLearner(int negatives, int threads, int mostSteps, CancellationToken cancellation)
{
    /// <summary>Newton steps that always suffice in learning for good.</summary>
    public const int EnoughSteps = 25;

    /// <summary>Least rows for weights of a group's own.</summary>
    public const int LeastRows = 100;

    // A priori a weight is an equal share ± 1 in the common set, and a group's differs from the common one by ± 0.5, in units of log-odds per standard deviation.
    private const double CommonVariance = 1;
    private const double GroupVariance = 0.25;

    /// <summary>Learns all sets.</summary>
    /// <param name="natural">Rows of users as they are.</param>
    /// <param name="cold">The same users with their target history hidden, for the cold group where the data has no cold rows; null where it is not needed.</param>
    /// <param name="isUsed">Which rows of the evidence may be learnt from, by user; null for all.</param>
    public BlendWeights Learn(BlendEvidence natural, BlendEvidence? cold, Func<int, bool>? isUsed = null)
    {
        var count = natural.FeatureCount;
        var common = Common(natural, isUsed);
        var values = new double[BlendWeights.GroupCount * count];
        for (var group = 0; group < BlendWeights.GroupCount; group++)
        {
            var rows = Rows(natural, isUsed).Where(row => natural.Lists.Segments[row].TargetRows == group).ToArray();
            var evidence = natural;
            if (group == 0 && rows.Length < LeastRows && cold is not null)
            {
                (evidence, rows) = (cold, Rows(cold, isUsed));
            }
            var own = rows.Length < LeastRows ? common : Fit(evidence, rows, GroupVariance, common);
            own.CopyTo(values, group * count);
        }
        return new BlendWeights(values);
    }

    /// <summary>The set of all rows together.</summary>
    public double[] Common(BlendEvidence evidence, Func<int, bool>? isUsed = null) =>
        Fit(evidence, Rows(evidence, isUsed), CommonVariance, EqualShares(evidence));

    private double[] Fit(BlendEvidence evidence, int[] rows, double variance, double[] prior) =>
        rows.Length == 0
            ? (double[])prior.Clone()
            : ConditionalLogit.FitNonNegative(
                evidence.Choices(rows, negatives),
                1 / (variance * rows.Length),
                prior,
                threads,
                mostSteps,
                cancellation
            );

    /// <summary>What is believed before any row is seen, and what is left where there are none: every part counts alike.</summary>
    private static double[] EqualShares(BlendEvidence evidence)
    {
        var shares = new double[evidence.FeatureCount];
        Array.Fill(shares, 1.0 / shares.Length);
        return shares;
    }

    private static int[] Rows(BlendEvidence evidence, Func<int, bool>? isUsed) =>
        [.. Enumerable.Range(0, evidence.Lists.Rows.Count).Where(row => isUsed is null || isUsed(evidence.Lists.Rows[row].User))];
}
