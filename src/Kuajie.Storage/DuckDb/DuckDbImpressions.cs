using DuckDB.NET.Data;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Storage.DuckDb;

/// <summary>Shown lists as workspaces kept them at first, a row per list; new ones are in blocks beside the store.</summary>
internal sealed class DuckDbImpressions(DuckDbFile file)
{
    private const string Lists = """
        SELECT list_id, shown_at, u.name, user_id, session_id, scene, arm, places
        FROM impressions i JOIN domains u ON u.domain_number = i.user_domain_number WHERE
        """;

    public Impression? Find(string listId)
    {
        using var session = file.Session();
        var found = session.Connection.Query($"{Lists} list_id = $list", Read, ("list", listId));
        return found.Count == 0 ? null : found[0];
    }

    public IReadOnlyList<Impression> ShownSince(string userDomain, DateTimeOffset since)
    {
        using var session = file.Session();
        return [.. session.Connection.Query($"{Lists} u.name = $domain", Read, ("domain", userDomain)).Where(list => list.At >= since)];
    }

    private static Impression Read(DuckDBDataReader row) =>
        new(
            row.GetString(0),
            row.Time(1)!.Value,
            row.GetString(2),
            row.Text(3),
            row.Text(4),
            row.Text(5),
            row.Text(6),
            ImpressionPlaces.Read(row.GetString(7))
        );
}
