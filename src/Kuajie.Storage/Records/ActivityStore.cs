using System.Globalization;
using Kuajie.Platform.Compliance;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Lines of activity in the records.</summary>
public sealed class ActivityStore(RecordsDatabase database) : IActivityStore
{
    /// <inheritdoc/>
    public void Add(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        using var context = database.OpenContext();
        context.Activities.Add(ToRow(activity, null));
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public void AddBulk(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var key = KeyOf(activity);
        using var context = database.OpenContext();
        using var transaction = context.Database.BeginTransaction();
        var added = activity.Rows ?? 0;
        var counted = context
            .Activities.Where(line => line.BulkKey == key)
            .ExecuteUpdate(line =>
                line.SetProperty(each => each.RowCount, each => each.RowCount + added)
                    .SetProperty(each => each.Calls, each => each.Calls + activity.Calls)
                    .SetProperty(each => each.At, activity.At)
            );
        if (counted == 0)
        {
            context.Activities.Add(ToRow(activity with { Rows = added }, key));
            context.SaveChanges();
        }
        transaction.Commit();
    }

    /// <inheritdoc/>
    public IReadOnlyList<Activity> Find(ActivityQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var context = database.OpenContext();
        return
        [
            .. Matching(context, query)
                .OrderByDescending(line => line.Number)
                .Take(query.Most)
                .AsEnumerable()
                .Select(line => new Activity(
                    line.Number,
                    line.At,
                    line.Actor,
                    line.Action,
                    line.Domain,
                    line.Object,
                    line.Outcome,
                    line.RowCount,
                    line.Calls
                )),
        ];
    }

    /// <inheritdoc/>
    public int Forget(DateTimeOffset before, int most)
    {
        using var context = database.OpenContext();
        var oldest = context.Activities.OrderByDescending(line => line.Number).Skip(most).Select(line => line.Number).FirstOrDefault();
        return context.Activities.Where(line => line.At < before || line.Number <= oldest).ExecuteDelete();
    }

    private static IQueryable<RecordedActivity> Matching(RecordsContext context, ActivityQuery query)
    {
        var lines = context.Activities.AsNoTracking();
        lines = query.Actor is { } actor ? lines.Where(line => line.Actor == actor) : lines;
        lines = query.Domain is { } domain ? lines.Where(line => line.Domain == domain) : lines;
        lines = query.Actions is { Count: > 0 } actions ? lines.Where(line => actions.Contains(line.Action)) : lines;
        lines = query.From is { } from ? lines.Where(line => line.At >= from) : lines;
        lines = query.Until is { } until ? lines.Where(line => line.At < until) : lines;
        lines = query.Before is { } before ? lines.Where(line => line.Number < before) : lines;
        return query.IsRefused switch
        {
            true => lines.Where(line => line.Outcome != Activity.Done),
            false => lines.Where(line => line.Outcome == Activity.Done),
            null => lines,
        };
    }

    private static string KeyOf(Activity activity) =>
        string.Join(
            '|',
            activity.At.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture),
            activity.Actor,
            activity.Action,
            activity.Domain,
            activity.Outcome
        );

    private static RecordedActivity ToRow(Activity activity, string? bulkKey) =>
        new()
        {
            At = activity.At,
            Actor = activity.Actor,
            Action = activity.Action,
            Domain = activity.Domain,
            Object = activity.Object,
            Outcome = activity.Outcome,
            RowCount = activity.Rows,
            Calls = activity.Calls,
            BulkKey = bulkKey,
        };
}

/// <summary>A line of activity as a row.</summary>
internal sealed class RecordedActivity
{
    public long Number { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Actor { get; init; }

    public required string Action { get; init; }

    public string? Domain { get; init; }

    public string? Object { get; init; }

    public required string Outcome { get; init; }

    public long? RowCount { get; init; }

    public int Calls { get; init; }

    public string? BulkKey { get; init; }
}
