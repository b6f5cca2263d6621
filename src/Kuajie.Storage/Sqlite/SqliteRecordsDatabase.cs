using System.Data.Common;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;
using Kuajie.Storage.Migrations;
using Kuajie.Storage.Records;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kuajie.Storage.Sqlite;

/// <summary>
/// The records in one SQLite file, journalled ahead of writing (WAL) and flushed at every commit. Deleted rows are overwritten with zeros
/// (<c>secure_delete</c>), and <see cref="ForgetDeletedRows"/> rebuilds the file and empties the journal.
/// </summary>
public sealed class SqliteRecordsDatabase : RecordsDatabase
{
    private static readonly TextSource Texts = TextSource.Of(typeof(SqliteRecordsDatabase));
    private readonly string connectionString;
    private readonly DbContextOptions<RecordsContext> options;

    private SqliteRecordsDatabase(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            Mode = mode,
        }.ToString();
        options = new DbContextOptionsBuilder<RecordsContext>().UseSqlite(connectionString).AddInterceptors(new Pragmas()).Options;
    }

    /// <inheritdoc/>
    public override int SchemaVersion
    {
        get
        {
            using var connection = OpenConnection();
            return SchemaMigrator.VersionOf(connection);
        }
    }

    /// <summary>Opens the file, creating it where absent, and brings its schema up to date.</summary>
    /// <exception cref="KuajieException">The file is damaged, no SQLite file, or newer than this program.</exception>
    public static SqliteRecordsDatabase Open(string path, TimeProvider clock)
    {
        var database = new SqliteRecordsDatabase(path);
        try
        {
            database.MakeModel();
            using var connection = database.OpenConnection();
            Execute(connection, "PRAGMA journal_mode = WAL");
            new SchemaMigrator(RecordsMigrations.All, clock).Migrate(connection, path);
        }
        catch (SqliteException damage)
        {
            database.Dispose();
            throw Texts.Fault("damaged-records", "Damaged", path, inner: damage, arguments: [damage.Message]);
        }
        catch
        {
            database.Dispose();
            throw;
        }
        return database;
    }

    /// <summary>Opens the file so that nothing can be written, or gives null where it is absent or not up to date.</summary>
    /// <exception cref="KuajieException">The file is damaged, no SQLite file, or newer than this program.</exception>
    public static SqliteRecordsDatabase? OpenForReading(string path, TimeProvider clock)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        var database = new SqliteRecordsDatabase(path, SqliteOpenMode.ReadOnly);
        var isCurrent = false;
        try
        {
            database.MakeModel();
            using var connection = database.OpenConnection();
            isCurrent = new SchemaMigrator(RecordsMigrations.All, clock).IsCurrent(connection, path);
            return isCurrent ? database : null;
        }
        catch (SqliteException damage)
        {
            throw Texts.Fault("damaged-records", "Damaged", path, inner: damage, arguments: [damage.Message]);
        }
        finally
        {
            if (!isCurrent)
            {
                database.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public override RecordsContext OpenContext() => new(options);

    /// <inheritdoc/>
    public override DbConnection OpenConnection()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            Execute(connection, Pragmas.Settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void ForgetDeletedRows()
    {
        using var connection = OpenConnection();
        EmptyJournal(connection);
        Execute(connection, "VACUUM");
        EmptyJournal(connection);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> IntegrityFaults()
    {
        try
        {
            using var connection = OpenConnection();
            return
            [
                .. Lines(connection, "PRAGMA integrity_check").Where(line => line != "ok"),
                .. Lines(connection, "PRAGMA foreign_key_check"),
            ];
        }
        catch (SqliteException damage)
        {
            // Damage in the pages that the check itself reads by ends it.
            return [damage.Message];
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>
    /// Makes the contexts' model on another thread: that takes longer than opening the file, and nothing needs it before the first query. Where it fails, that query says so.
    /// </summary>
    private void MakeModel()
    {
        _ = Task.Run(Make);

        void Make()
        {
            using var context = OpenContext();
            _ = context.Model;
        }
    }

    private static void EmptyJournal(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = command.ExecuteReader();
        if (reader.Read() && reader.GetInt64(0) != 0)
        {
            throw new InvalidOperationException("Found a reader on the records; expected none while deleted rows are made unrecoverable.");
        }
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Lines(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(string.Join(" ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }
        return lines;
    }

    /// <summary>Settings that live with a connection, not with the file.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        public const string Settings =
            "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Execute(connection, Settings);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Execute(connection, Settings);
            return Task.CompletedTask;
        }
    }
}
