using Kuajie.Platform.Content;

namespace Kuajie.Storage.DuckDb;

/// <summary>Reading and replacing items' vectors.</summary>
internal sealed class DuckDbItemVectors(DuckDbFile file)
{
    public ItemVectors? Of(string domain)
    {
        using var session = file.Session();
        var rows = session.Connection.Query(
            "SELECT item_id, vector FROM item_vectors WHERE domain_number = (SELECT domain_number FROM domains WHERE name = $domain)",
            row => (Item: row.GetString(0), Vector: row.GetFieldValue<List<float>>(1).ToArray()),
            ("domain", domain)
        );
        return rows.Count == 0
            ? null
            : new ItemVectors(rows[0].Vector.Length, rows.ToDictionary(row => row.Item, row => row.Vector, StringComparer.Ordinal));
    }

    public void Replace(string domain, ItemVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        using var session = file.WritingSession();
        var number = DomainNumbers.Ensure(session.Connection, domain);
        using var transaction = session.Connection.BeginTransaction();
        session.Connection.Execute("DELETE FROM item_vectors WHERE domain_number = $d", ("d", number));
        using (var appender = session.Connection.CreateAppender("item_vectors"))
        {
            foreach (var (item, vector) in vectors.ByItem)
            {
                appender.CreateRow().AppendValue(number).AppendValue(item).AppendValue(vector).EndRow();
            }
        }
        transaction.Commit();
    }

    public IReadOnlyList<ItemVectorTotals> Totals()
    {
        using var session = file.Session();
        return session.Connection.Query(
            "SELECT name, count(*), max(len(vector))::INTEGER FROM item_vectors JOIN domains USING (domain_number) GROUP BY name ORDER BY name",
            row => new ItemVectorTotals(row.GetString(0), row.GetInt64(1), row.GetInt32(2))
        );
    }
}
