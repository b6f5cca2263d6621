namespace Kuajie.Marketing.Response;

/// <summary>How well predictions order yes before no, over rows that count so many times.</summary>
internal static class RankingScores
{
    /// <summary>The probability that a yes is predicted above a no, ties counted half (Mann and Whitney 1947); 0.5 where one of them is missing. O(rows).</summary>
    /// <param name="order">Rows, the highest prediction first.</param>
    /// <param name="predictions">By row.</param>
    /// <param name="outcomes">By row, 0 or 1.</param>
    /// <param name="weights">How often each row counts; null for once.</param>
    public static double Auc(int[] order, double[] predictions, double[] outcomes, int[]? weights)
    {
        var (yes, no, pairs) = (0.0, 0.0, 0.0);
        foreach (var (tiedYes, tiedNo) in Ties(order, predictions, outcomes, weights))
        {
            pairs += tiedNo * (yes + (tiedYes / 2));
            yes += tiedYes;
            no += tiedNo;
        }
        return yes > 0 && no > 0 ? pairs / (yes * no) : 0.5;
    }

    /// <summary>
    /// Area under precision over recall as the mean precision at each yes, rows of one prediction taken together (Davis and Goadrich, ICML 2006, on why not the trapezium); the share of yes where
    /// nothing is told apart, 0 without any. O(rows).
    /// </summary>
    public static double AveragePrecision(int[] order, double[] predictions, double[] outcomes, int[]? weights)
    {
        var (yes, rows, sum) = (0.0, 0.0, 0.0);
        foreach (var (tiedYes, tiedNo) in Ties(order, predictions, outcomes, weights))
        {
            yes += tiedYes;
            rows += tiedYes + tiedNo;
            sum += rows > 0 ? tiedYes * yes / rows : 0;
        }
        return yes > 0 ? sum / yes : 0;
    }

    private static IEnumerable<(double Yes, double No)> Ties(int[] order, double[] predictions, double[] outcomes, int[]? weights)
    {
        for (var place = 0; place < order.Length; )
        {
            var (yes, no, prediction) = (0.0, 0.0, predictions[order[place]]);
            for (; place < order.Length && predictions[order[place]].Equals(prediction); place++)
            {
                var times = weights?[order[place]] ?? 1;
                yes += times * outcomes[order[place]];
                no += times * (1 - outcomes[order[place]]);
            }
            yield return (yes, no);
        }
    }
}
