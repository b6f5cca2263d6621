using DuckDB.NET.Data;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Storage.DuckDb;

/// <summary>Shown lists, a row per list.</summary>
internal sealed class DuckDbImpressions(DuckDbFile file)
{
    public void Append(IReadOnlyList<Impression> impressions)
    {
        ArgumentNullException.ThrowIfNull(impressions);
        try
        {
            using var session = file.WritingSession();
            var numbers = impressions
                .Select(list => list.UserDomain)
                .Distinct()
                .ToDictionary(name => name, name => DomainNumbers.Ensure(session.Connection, name));
            using var transaction = session.Connection.BeginTransaction();
            using (var appender = session.Connection.CreateAppender("impressions"))
            {
                using var places = new ImpressionPlaces();
                foreach (var list in impressions)
                {
                    appender
                        .CreateRow()
                        .AppendValue(list.ListId)
                        .AppendValue(list.At.UtcDateTime)
                        .AppendValue(numbers[list.UserDomain])
                        .AppendValue(list.UserId)
                        .AppendValue(list.SessionId)
                        .AppendValue(list.Scene)
                        .AppendValue(list.Arm)
                        .AppendValue(places.Write(list.Items))
                        .EndRow();
                }
            }
            transaction.Commit();
        }
        catch (DuckDBException fault)
        {
            throw StoreFaults.Of(fault, file);
        }
    }

    public Impression? Find(string listId)
    {
        using var session = file.Session();
        var found = session.Connection.Query(
            """
            SELECT shown_at, u.name, user_id, session_id, scene, arm, places
            FROM impressions i JOIN domains u ON u.domain_number = i.user_domain_number WHERE list_id = $list
            """,
            row => new Impression(
                listId,
                row.Time(0)!.Value,
                row.GetString(1),
                row.Text(2),
                row.Text(3),
                row.Text(4),
                row.Text(5),
                ImpressionPlaces.Read(row.GetString(6))
            ),
            ("list", listId)
        );
        return found.Count == 0 ? null : found[0];
    }
}
