using Kuajie.Algorithms.Datasets;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Training;

namespace Kuajie.Platform.Recommendations;

/// <summary>What somebody did in a domain → the history a model wants: one entry an item, weights summed and normalised as in training, latest times.</summary>
internal static class WeightedHistory
{
    /// <summary>The history of some interactions. O(interactions · log interactions).</summary>
    /// <param name="touches">With the model's item indexes, none negative; reordered.</param>
    /// <param name="data">How the model's training weighed.</param>
    public static DomainHistory Of(Span<Touch> touches, TrainingData data)
    {
        if (touches.IsEmpty)
        {
            return DomainHistory.Empty;
        }
        // By item, and within one by time and kind, so that sums do not depend on the order they come in.
        touches.Sort(static (first, second) => Compare(first, second));
        var (items, weights, times) = (new int[touches.Length], new float[touches.Length], new long[touches.Length]);
        var (count, sum, latest, hasTimes) = (0, 0.0, Touch.NoTime, false);
        for (var place = 0; place < touches.Length; place++)
        {
            var touch = touches[place];
            var weight = touch.WeightBy(data.KindWeights);
            (sum, latest) = weight > 0 ? (sum + weight, Math.Max(latest, touch.UnixSeconds)) : (sum, latest);
            if (place + 1 < touches.Length && touches[place + 1].Item == touch.Item)
            {
                continue;
            }
            if (sum > 0)
            {
                (items[count], weights[count], times[count]) = (touch.Item, data.Normalize((float)sum), latest);
                hasTimes |= latest != Touch.NoTime;
                count++;
            }
            (sum, latest) = (0, Touch.NoTime);
        }
        return new DomainHistory(items.AsMemory(0, count), weights.AsMemory(0, count), hasTimes ? times.AsMemory(0, count) : default);
    }

    private static int Compare(in Touch first, in Touch second)
    {
        var byItem = first.Item.CompareTo(second.Item);
        var byTime = byItem != 0 ? byItem : first.UnixSeconds.CompareTo(second.UnixSeconds);
        return byTime != 0 ? byTime : first.Kind.CompareTo(second.Kind);
    }
}
