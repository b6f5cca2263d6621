namespace Kuajie.Platform.Compliance;

/// <summary>Where lines of activity are kept. One conformance suite runs on every implementation.</summary>
public interface IActivityStore
{
    /// <summary>Adds a line; its number is given by the store.</summary>
    void Add(Activity activity);

    /// <summary>Adds to the line of the same hour, actor, action, domain and outcome, or begins it: rows are summed and calls counted.</summary>
    void AddBulk(Activity activity);

    /// <summary>The lines asked for, newest first.</summary>
    IReadOnlyList<Activity> Find(ActivityQuery query);

    /// <summary>Forgets lines older than a moment, and the oldest beyond a count.</summary>
    /// <returns>How many were forgotten.</returns>
    int Forget(DateTimeOffset before, int most);
}
