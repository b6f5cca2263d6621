namespace Kuajie.Platform.Compliance;

/// <summary>Writes lines of activity and forgets old ones: nothing is kept longer than two years, and no more than a hundred thousand lines. Safe to call from many threads.</summary>
public sealed class ActivityLog(IActivityStore store, TimeProvider clock)
{
    /// <summary>How long a line is kept.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(731);

    /// <summary>How many lines are kept.</summary>
    public const int MostLines = 100_000;

    /// <summary>Lines that one answer may hold.</summary>
    public const int MostAtOnce = 200;

    // Looking for what is old costs a query; once in so many lines is often enough.
    private const int LinesBetweenForgetting = 500;

    private int sinceForgetting = LinesBetweenForgetting - 1;

    /// <summary>Writes one line.</summary>
    /// <param name="actor">Id of the person or key, or null.</param>
    /// <param name="action">The operation.</param>
    /// <param name="domain">The domain, or null.</param>
    /// <param name="changed">Id of what was changed, or null.</param>
    /// <param name="outcome"><see cref="Activity.Done"/> or a fault's code.</param>
    /// <param name="rows">How many rows, or null.</param>
    /// <param name="isBulk">Whether calls of one hour are counted in one line.</param>
    public void Write(string? actor, string action, string? domain, string? changed, string outcome, long? rows, bool isBulk)
    {
        var line = new Activity(0, clock.GetUtcNow(), actor, action, domain, isBulk ? null : changed, outcome, rows);
        if (isBulk)
        {
            store.AddBulk(line);
        }
        else
        {
            store.Add(line);
        }
        if (Interlocked.Increment(ref sinceForgetting) % LinesBetweenForgetting == 0)
        {
            store.Forget(clock.GetUtcNow() - Retention, MostLines);
        }
    }

    /// <summary>The lines asked for, newest first; at most <see cref="MostAtOnce"/>.</summary>
    public IReadOnlyList<Activity> Find(ActivityQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return store.Find(query with { Most = Math.Clamp(query.Most, 1, MostAtOnce) });
    }
}
