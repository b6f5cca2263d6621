namespace Kuajie.Marketing.Audience;

/// <summary>How far a stage of long work on an audience has come.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Done">What is done of it: see the stages for what is counted.</param>
/// <param name="Total">How much there is in all, or null where that is unknown.</param>
public readonly record struct AudienceProgress(AudienceStage Stage, long Done, long? Total);

/// <summary>What long work on an audience is busy with.</summary>
public enum AudienceStage
{
    /// <summary>Waits for the work before it.</summary>
    Waiting,

    /// <summary>Reads what users did, and makes profiles of it.</summary>
    Reading,

    /// <summary>Brings users to the factors of a recommender; users are counted, twice where there are many.</summary>
    Factors,

    /// <summary>Tries numbers of clusters, which are counted.</summary>
    Trying,

    /// <summary>Looks for clusters where there are none; draws of one cloud are counted.</summary>
    Comparing,

    /// <summary>Looks for the clusters again from other seeds, which are counted.</summary>
    Reseeding,

    /// <summary>Makes rows of what users looked at or were shown, which is counted.</summary>
    Rows,

    /// <summary>Fits models, which are counted but for the base rate.</summary>
    Fitting,

    /// <summary>Judges models on rows they have not seen; comparisons are counted.</summary>
    Judging,

    /// <summary>Is over.</summary>
    Ended,
}
