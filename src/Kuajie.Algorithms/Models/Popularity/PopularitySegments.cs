using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Models.Popularity;

/// <summary>Among whom an item is popular.</summary>
public enum PopularitySegments
{
    /// <summary>Among everybody.</summary>
    None = 0,

    /// <summary>Among users as active in the target domain: up to five items, or more. New users are like those of few items.</summary>
    Activity = 1,

    /// <summary>Among users as active, whom another domain knows too, or whom none does.</summary>
    ActivityAndLink = 2,
}

/// <summary>Which row of a model's scores belongs to a user.</summary>
internal static class PopularityRows
{
    /// <summary>Number of rows.</summary>
    public static int Count(PopularitySegments segments) =>
        segments switch
        {
            PopularitySegments.Activity => 2,
            PopularitySegments.ActivityAndLink => 4,
            _ => 1,
        };

    /// <summary>The user's row.</summary>
    public static int Of(PopularitySegments segments, UserHistory history, int targetDomain)
    {
        var segment = UserSegment.Of(history, targetDomain);
        var activity = segment.TargetRows == 2 ? 1 : 0;
        return segments switch
        {
            PopularitySegments.Activity => activity,
            PopularitySegments.ActivityAndLink => (2 * activity) + (segment.IsLinked ? 1 : 0),
            _ => 0,
        };
    }
}
