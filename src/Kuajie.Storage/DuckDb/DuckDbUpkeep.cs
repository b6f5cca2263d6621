using DuckDB.NET.Data;

namespace Kuajie.Storage.DuckDb;

/// <summary>What a workspace asks of the event store besides interactions, catalogs and users: committed imports.</summary>
internal sealed class DuckDbUpkeep(DuckDbFile file)
{
    public IReadOnlyDictionary<string, string> CommittedImports()
    {
        using var session = file.Session();
        return session
            .Connection.Query("SELECT import_id, report FROM committed_imports", row => (Id: row.GetString(0), Report: row.GetString(1)))
            .ToDictionary(import => import.Id, import => import.Report, StringComparer.Ordinal);
    }
}
