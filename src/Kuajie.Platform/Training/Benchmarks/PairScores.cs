using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>
/// A model's scores for given pairs, so that somebody else's evaluator can check the figures. A user whom training does not know is scored as one without
/// history; an item that training does not know scores one below the user's lowest.
/// </summary>
public static class PairScores
{
    /// <summary>Scores pairs in order. O(distinct users · score + pairs).</summary>
    public static float[] Of(
        IModel model,
        InteractionDataset dataset,
        IReadOnlyList<UserItemPair> pairs,
        int threads,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(pairs);
        var target = dataset.Domains[model.TargetDomain];
        var results = new float[pairs.Count];
        var users = Enumerable.Range(0, pairs.Count).GroupBy(row => pairs[row].User, StringComparer.Ordinal).ToArray();
        Parallel.For(
            0,
            users.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            () => new float[target.Items.Count],
            (place, _, scores) =>
            {
                model.Score(HistoryOf(dataset, users[place].Key), scores);
                foreach (var row in users[place])
                {
                    var item = target.Items.IndexOf(pairs[row].Item);
                    results[row] = item >= 0 ? scores[item] : scores.Min() - 1;
                }
                return scores;
            },
            static _ => { }
        );
        return results;
    }

    private static UserHistory HistoryOf(InteractionDataset dataset, string userId)
    {
        foreach (var domain in dataset.Domains)
        {
            if (domain.UserIndexOf(userId) is >= 0 and var user)
            {
                return dataset.HistoryOf(user);
            }
        }
        return UserHistory.Empty(dataset.Domains.Count);
    }
}
