using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Metrics;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>How far a model's expected ratings are from held-out ones.</summary>
/// <param name="Rmse">Root mean squared error, in units of the rating.</param>
/// <param name="Mae">Mean absolute error, in units of the rating.</param>
public readonly record struct RatingErrors(double Rmse, double Mae)
{
    private const int BlockUsers = 16;

    /// <summary>Whether held-out weights differ at all; where they do not, there are no ratings to be wrong about.</summary>
    public static bool AreRatings(DatasetSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return split.HeldOut.Any(row => row.Weight != split.HeldOut[0].Weight);
    }

    /// <summary>Predicts every held-out row from its user's training history, bounded to the range of training ratings. O(users · (score + items)).</summary>
    public static RatingErrors Of(IRatingModel model, DatasetSplit split, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(run);
        var target = split.Training.Domains[split.TargetDomain];
        var ratings = target.Interactions.Values.ToArray();
        var (least, most) = ratings.Length == 0 ? (float.MinValue, float.MaxValue) : (ratings.Min(), ratings.Max());
        var (actual, predicted) = (split.HeldOut.Select(row => row.Weight).ToArray(), new float[split.HeldOut.Count]);
        var users = split.HeldOut.Select((row, place) => (row, place)).GroupBy(pair => pair.row.User).ToArray();
        RowBlocks.ForEach(
            users.Length,
            BlockUsers,
            run.Threads,
            () => new float[target.Items.Count],
            (_, start, end, scores) =>
            {
                for (var user = start; user < end; user++)
                {
                    model.Score(split.Training.HistoryOf(users[user].Key), scores);
                    foreach (var (row, place) in users[user])
                    {
                        predicted[place] = Math.Clamp(scores[row.Item], least, most);
                    }
                }
            },
            run.Cancellation
        );
        return new RatingErrors(RootMeanSquaredError.Of(predicted, actual), MeanAbsoluteError.Of(predicted, actual));
    }
}
