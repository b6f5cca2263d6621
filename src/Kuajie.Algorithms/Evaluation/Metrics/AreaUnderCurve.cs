namespace Kuajie.Algorithms.Evaluation.Metrics;

/// <summary>
/// Area under the ROC curve: the probability that a relevant candidate scores above an irrelevant one, ties counted half. From ranks it is
/// 1 − (Σ rank − P(P − 1)/2) / (P·N), the Mann–Whitney statistic. Rendle et al., UAI 2009, section 4.1.2.
/// </summary>
public static class AreaUnderCurve
{
    /// <summary>AUC of one list, 0 … 1; 0.5 where one of the two classes is empty. O(relevant).</summary>
    /// <param name="ranks">Zero-based ranks of the relevant items among all candidates, relevant ones included.</param>
    /// <param name="candidateCount">Number of candidates in all.</param>
    public static double Of(ReadOnlySpan<double> ranks, int candidateCount)
    {
        double relevant = ranks.Length;
        var irrelevant = candidateCount - relevant;
        if (relevant == 0 || irrelevant <= 0)
        {
            return 0.5;
        }
        double sum = 0;
        foreach (var rank in ranks)
        {
            sum += rank;
        }
        return 1 - ((sum - (relevant * (relevant - 1) / 2)) / (relevant * irrelevant));
    }
}
