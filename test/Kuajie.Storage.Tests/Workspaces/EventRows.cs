using Kuajie.Platform.Interactions;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Storage.Tests.Workspaces;

/// <summary>Puts rows into a workspace's event store without an import.</summary>
internal static class EventRows
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static void Append(Workspace workspace, string domain, params string[] users)
    {
        workspace.Partners.EnsureDomain(domain);
        ((DuckDbEventStore)workspace.Events).Append([
            .. users.Select(user => new Interaction(domain, user, "item-1", InteractionKind.View, At, null)),
        ]);
    }

    public static void Commit(Workspace workspace, string importId, string reportJson) =>
        Run(
            workspace,
            "INSERT INTO committed_imports VALUES (1, $id, 1, 'hash', now()::TIMESTAMP, $report)",
            ("id", importId),
            ("report", reportJson)
        );

    public static void Reject(Workspace workspace, string? user, string raw) =>
        Run(
            workspace,
            "INSERT INTO rejected_rows VALUES (1, 'i1', 'interactions', 'export.csv', 7, 'unknown-kind', 'kind', 'steal', $user, $raw)",
            ("user", user),
            ("raw", raw)
        );

    private static void Run(Workspace workspace, string sql, params (string Name, object? Value)[] parameters)
    {
        using var session = ((DuckDbEventStore)workspace.Events).File.Session();
        session.Connection.Execute(sql, parameters);
    }
}
