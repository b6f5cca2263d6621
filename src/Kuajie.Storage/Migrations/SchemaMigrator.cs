using System.Data.Common;
using System.Globalization;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Storage.Migrations;

/// <summary>
/// Brings a database to the schema this program knows, on every engine alike: the table <c>schema_version</c> holds one row per applied step. Each step
/// and its row are one transaction, so a process killed between steps leaves a database that the next opening continues.
/// </summary>
public sealed class SchemaMigrator
{
    private static readonly TextSource Texts = TextSource.Of(typeof(SchemaMigrator));
    private readonly IReadOnlyList<Migration> migrations;
    private readonly TimeProvider clock;

    /// <summary>Takes the steps in order.</summary>
    /// <exception cref="ArgumentException">Versions are not 1, 2, 3, ….</exception>
    public SchemaMigrator(IReadOnlyList<Migration> migrations, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        if (migrations.Where((migration, index) => migration.Version != index + 1).Any())
        {
            throw new ArgumentException("Expected migrations numbered 1, 2, 3, … in order.", nameof(migrations));
        }
        this.migrations = migrations;
        this.clock = clock;
    }

    /// <summary>The version this program brings a database to.</summary>
    public int NewestVersion => migrations.Count;

    /// <summary>Whether a database lacks no step, found out without writing.</summary>
    /// <param name="connection">An open connection; one that only reads will do.</param>
    /// <param name="where">The database's file or address, for the fault.</param>
    /// <exception cref="KuajieException">The database is of a newer version than this program knows.</exception>
    public bool IsCurrent(DbConnection connection, string where)
    {
        ArgumentNullException.ThrowIfNull(connection);
        try
        {
            var current = NewestOf(connection);
            return current <= NewestVersion ? current == NewestVersion : throw Newer(current, where);
        }
        catch (DbException)
        {
            // There is no table of versions yet.
            return false;
        }
    }

    /// <summary>Applies the steps the database lacks and returns how many there were.</summary>
    /// <param name="connection">An open connection without a transaction.</param>
    /// <param name="where">The database's file or address, for the fault.</param>
    /// <exception cref="KuajieException">The database is of a newer version than this program knows.</exception>
    public int Migrate(DbConnection connection, string where)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var current = VersionOf(connection);
        if (current > NewestVersion)
        {
            throw Newer(current, where);
        }
        foreach (var migration in migrations.Skip(current))
        {
            Apply(connection, migration);
        }
        return NewestVersion - current;
    }

    /// <summary>The version a database has; 0 for an empty one.</summary>
    public static int VersionOf(DbConnection connection)
    {
        Execute(
            connection,
            null,
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"
        );
        return NewestOf(connection);
    }

    private static int NewestOf(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(MAX(version), 0) FROM schema_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private KuajieException Newer(int current, string where) =>
        Texts.Fault("newer-schema", "NewerSchema", where, arguments: [current, NewestVersion]);

    private void Apply(DbConnection connection, Migration migration)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var statement in migration.Statements)
        {
            Execute(connection, transaction, statement);
        }
        var appliedAt = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        Execute(
            connection,
            transaction,
            $"INSERT INTO schema_version (version, name, applied_at) VALUES ({migration.Version}, '{migration.Name.Replace("'", "''", StringComparison.Ordinal)}', '{appliedAt}')"
        );
        transaction.Commit();
    }

    private static void Execute(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
