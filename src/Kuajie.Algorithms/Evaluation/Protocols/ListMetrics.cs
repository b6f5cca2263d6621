using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Candidates;
using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Algorithms.Ranking.Diversity;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>Measures users' lists: metrics that are means over users keep a value per user, those of the whole system are one number.</summary>
public sealed class ListMetrics
{
    private readonly ListProtocol protocol;
    private readonly int[] userCounts;
    private readonly int userCount;
    private readonly SparseMatrix interactions;
    private readonly SparseMatrix usersOfItems;
    private readonly ItemCategories? categories;

    /// <summary>Prepares measuring against a split's training data. O(entries).</summary>
    /// <param name="split">The split.</param>
    /// <param name="protocol">Cutoffs.</param>
    /// <param name="categories">The categories of the target's items, or null where none are known.</param>
    public ListMetrics(DatasetSplit split, ListProtocol protocol, ItemCategories? categories = null)
    {
        ArgumentNullException.ThrowIfNull(split);
        this.protocol = protocol;
        this.categories = categories;
        interactions = split.Training.Domains[split.TargetDomain].Interactions;
        userCounts = TrainedItems.UserCounts(interactions);
        userCount = Enumerable.Range(0, interactions.RowCount).Count(user => interactions.RowLength(user) > 0);
        usersOfItems = interactions.Transpose();
    }

    /// <summary>
    /// Value per user of every metric that is a mean over users: hr, precision, recall, ndcg and map at each cutoff, mrr, auc, and novelty, diversity and
    /// popularityBias at the first cutoff; where categories are known, calibrationError too (0 for a user without a history). Shape of each: lists.
    /// </summary>
    public IReadOnlyDictionary<string, double[]> PerUser(IReadOnlyList<UserList> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var metrics = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var cutoff in protocol.Cutoffs)
        {
            metrics[$"hr@{cutoff}"] = Of(lists, list => HitRate.Of(list.Ranks, cutoff));
            metrics[$"ndcg@{cutoff}"] = Of(lists, list => Ndcg.Of(list.Ranks, cutoff));
            metrics[$"precision@{cutoff}"] = Of(lists, list => Precision.Of(list.Ranks, cutoff));
            metrics[$"recall@{cutoff}"] = Of(lists, list => Recall.Of(list.Ranks, cutoff));
            metrics[$"map@{cutoff}"] = Of(lists, list => AveragePrecision.Of(list.Ranks, cutoff));
        }
        var first = protocol.Cutoffs[0];
        metrics["mrr"] = Of(lists, list => ReciprocalRank.Of(list.Ranks));
        metrics["auc"] = Of(lists, list => AreaUnderCurve.Of(Found(list.Ranks), list.CandidateCount));
        metrics[$"novelty@{first}"] = Of(lists, list => Novelty.Of(Head(list, first), userCounts, userCount));
        metrics[$"diversity@{first}"] = Of(lists, list => IntraListDiversity.Of(Head(list, first), usersOfItems));
        metrics[$"popularityBias@{first}"] = Of(
            lists,
            list => PopularityBias.Of(Head(list, first), interactions.RowColumns(list.User), userCounts)
        );
        if (categories is { } known)
        {
            metrics[$"calibrationError@{first}"] = Of(
                lists,
                list => CalibrationError.Of(known, interactions.RowColumns(list.User), interactions.RowValues(list.User), Head(list, first))
            );
        }
        return metrics;
    }

    /// <summary>Coverage and Gini index of all lists at the first cutoff.</summary>
    public IReadOnlyDictionary<string, double> OfAll(IReadOnlyList<UserList> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var first = protocol.Cutoffs[0];
        var times = new int[interactions.ColumnCount];
        foreach (var list in lists)
        {
            foreach (var item in Head(list, first))
            {
                times[item]++;
            }
        }
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [$"coverage@{first}"] = CatalogCoverage.Of(times),
            [$"gini@{first}"] = GiniIndex.Of(times),
        };
    }

    private static double[] Of(IReadOnlyList<UserList> lists, Func<UserList, double> measure) => [.. lists.Select(measure)];

    private static ReadOnlySpan<int> Head(UserList list, int cutoff) => list.Top.AsSpan(0, Math.Min(cutoff, list.Top.Length));

    private static ReadOnlySpan<double> Found(double[] ranks) =>
        Array.FindIndex(ranks, rank => rank >= int.MaxValue) is >= 0 and var missing ? ranks.AsSpan(0, missing) : ranks;
}
