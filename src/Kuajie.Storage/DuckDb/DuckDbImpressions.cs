using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Storage.DuckDb;

/// <summary>Shown lists as workspaces kept them at first, a row per list; new ones are in blocks beside the store.</summary>
internal sealed class DuckDbImpressions(DuckDbFile file)
{
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
