using DuckDB.NET.Data;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Storage.DuckDb;

/// <summary>Writes live events: those of users among the interactions, those of visitors in a table of their own.</summary>
internal static class LiveEventRows
{
    /// <summary>Stores the marked events in one transaction, numbered in order.</summary>
    public static void Store(
        DuckDBConnection connection,
        IReadOnlyList<LiveEvent> events,
        bool[] isNew,
        IReadOnlyDictionary<string, short> domains,
        long firstNumber,
        DateTimeOffset receivedAt
    )
    {
        using var transaction = connection.BeginTransaction();
        var number = firstNumber;
        using (var users = connection.CreateAppender("interactions"))
        using (var sessions = connection.CreateAppender("session_events"))
        {
            for (var at = 0; at < events.Count; at++)
            {
                if (isNew[at])
                {
                    var each = events[at];
                    Append(each.UserId is null ? sessions : users, domains[each.Domain], each, number++, receivedAt.UtcDateTime);
                }
            }
        }
        transaction.Commit();
    }

    private static void Append(DuckDBAppender appender, short domain, LiveEvent each, long number, DateTime receivedAt)
    {
        var row = appender
            .CreateRow()
            .AppendValue(domain)
            .AppendValue(each.UserId ?? each.SessionId)
            .AppendValue(each.ItemId)
            .AppendValue((byte)each.Kind)
            .AppendValue(each.At.UtcDateTime)
            .AppendValue(each.Value);
        if (each.UserId is null)
        {
            row.AppendValue(number).AppendValue(each.EventId).AppendValue(each.ListId).AppendValue(receivedAt).EndRow();
        }
        else
        {
            // A bare 0 would be taken for one byte, and the other three of the column stay as memory happened to be.
            row.AppendValue((int?)0)
                .AppendValue(number)
                .AppendValue(each.EventId)
                .AppendValue(each.SessionId)
                .AppendValue(each.ListId)
                .AppendValue(receivedAt)
                .EndRow();
        }
    }
}
