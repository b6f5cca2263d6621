using DuckDB.NET.Data;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Storage.DuckDb;

/// <summary>Shown lists, a row per place; a list without places is one row without an item.</summary>
internal sealed class DuckDbImpressions(DuckDbFile file)
{
    public void Append(IReadOnlyList<Impression> impressions)
    {
        ArgumentNullException.ThrowIfNull(impressions);
        try
        {
            using var session = file.WritingSession();
            var numbers = impressions
                .SelectMany(list => list.Items.Select(item => item.Domain).Append(list.UserDomain))
                .Distinct()
                .ToDictionary(name => name, name => DomainNumbers.Ensure(session.Connection, name));
            using var transaction = session.Connection.BeginTransaction();
            using (var appender = session.Connection.CreateAppender("impressions"))
            {
                foreach (var list in impressions)
                {
                    Append(appender, list, numbers);
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
        var rows = session.Connection.Query(
            """
            SELECT shown_at, u.name, user_id, session_id, scene, arm, d.name, item_id, position, model_version, slot, score, propensity
            FROM impressions i JOIN domains u ON u.domain_number = i.user_domain_number LEFT JOIN domains d ON d.domain_number = i.domain_number
            WHERE list_id = $list ORDER BY position
            """,
            row =>
                (
                    Head: new Impression(
                        listId,
                        row.Time(0)!.Value,
                        row.GetString(1),
                        row.Text(2),
                        row.Text(3),
                        row.Text(4),
                        row.Text(5),
                        []
                    ),
                    Item: row.IsDBNull(7)
                        ? null
                        : new ImpressionItem(
                            row.GetString(6),
                            row.GetString(7),
                            row.GetInt32(8),
                            row.Text(9),
                            row.Text(10),
                            row.GetDouble(11),
                            row.Number(12)
                        )
                ),
            ("list", listId)
        );
        return rows.Count == 0 ? null : rows[0].Head with { Items = [.. rows.Select(row => row.Item).OfType<ImpressionItem>()] };
    }

    private static void Append(DuckDBAppender appender, Impression list, Dictionary<string, short> numbers)
    {
        foreach (var item in list.Items)
        {
            Head(appender, list, numbers)
                .AppendValue(item.Position)
                .AppendValue(numbers[item.Domain])
                .AppendValue(item.ItemId)
                .AppendValue(item.ModelVersion)
                .AppendValue(item.Slot)
                .AppendValue(item.Score)
                .AppendValue(item.Propensity)
                .EndRow();
        }
        if (list.Items.Count == 0)
        {
            var row = Head(appender, list, numbers);
            for (var column = 0; column < 7; column++)
            {
                row.AppendNullValue();
            }
            row.EndRow();
        }
    }

    private static IDuckDBAppenderRow Head(DuckDBAppender appender, Impression list, Dictionary<string, short> numbers) =>
        appender
            .CreateRow()
            .AppendValue(list.ListId)
            .AppendValue(list.At.UtcDateTime)
            .AppendValue(numbers[list.UserDomain])
            .AppendValue(list.UserId)
            .AppendValue(list.SessionId)
            .AppendValue(list.Scene)
            .AppendValue(list.Arm);
}
