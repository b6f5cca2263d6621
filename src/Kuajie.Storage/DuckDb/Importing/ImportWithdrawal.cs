using Kuajie.Platform.Imports;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Takes the rows of one import back, everything in one transaction.</summary>
internal sealed class ImportWithdrawal(DuckDbFile file, TimeProvider clock)
{
    /// <summary>How many rows there were; 0 where the import is not in the store.</summary>
    public long Run(string importId)
    {
        using var session = file.WritingSession();
        var connection = session.Connection;
        var found = connection.Query(
            "SELECT import_number, c.domain_number, name FROM committed_imports c JOIN domains d ON d.domain_number = c.domain_number WHERE import_id = $id",
            row => (Number: row.GetInt32(0), Domain: row.GetInt16(1), Name: row.GetString(2)),
            ("id", importId)
        );
        if (found.Count == 0)
        {
            return 0;
        }
        var (number, domain, name) = found[0];
        using var transaction = connection.BeginTransaction();
        var rows = ((string[])["interactions", "items", "users"]).Sum(table =>
            connection.Execute($"DELETE FROM {table} WHERE domain_number = {domain} AND import_number = {number}")
        );
        connection.Execute("DELETE FROM rejected_rows WHERE import_id = $id", ("id", importId));
        connection.Execute("DELETE FROM committed_imports WHERE import_id = $id", ("id", importId));
        // Rows that a later file had brought too went with these: that file is to be read again when it comes again.
        connection.Execute($"UPDATE committed_imports SET content_hash = '' WHERE domain_number = {domain}");
        var place = new ImportPlace(importId, "", "");
        var request = new ImportRequest { Domain = name };
        var scope = new ImportScope(request, connection, place, domain, number, clock.GetUtcNow(), Unobserved.Instance, default);
        QualityQueries.CountUsersAndItems(scope);
        RobotFlags.Update(scope, RobotRule.Default);
        transaction.Commit();
        return rows;
    }

    private sealed class Unobserved : IImportObserver
    {
        public static Unobserved Instance { get; } = new();

        public void Begin(ImportPhase phase, long? expectedRows) { }

        public void Report(long rows, long? expectedRows) { }
    }
}
