using DuckDB.NET.Data;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Migrations;
using Kuajie.Storage.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Storage.DuckDb;

/// <summary>
/// One DuckDB database file and the connections to it. All connections of a process share one instance of the engine, which lives as long as the
/// first connection, held here.
/// </summary>
internal sealed class DuckDbFile : IDisposable
{
    private const string RewriteEnding = ".rewrite";
    private readonly Lock counting = new();
    private int openSessions;
    private DuckDBConnection root;

    private DuckDbFile(string path, DuckDBConnection root)
    {
        FilePath = path;
        this.root = root;
    }

    /// <summary>Full path.</summary>
    public string FilePath { get; }

    /// <summary>Opens the file, migrates its schema and finishes a rewrite that was cut off.</summary>
    public static DuckDbFile Open(string path, TimeProvider clock)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path + RewriteEnding);
        File.Delete(path + RewriteEnding + ".wal");
        var file = new DuckDbFile(path, Connect(path));
        try
        {
            new SchemaMigrator(DuckDbSchema.Migrations, clock).Migrate(file.root, path);
            if (file.root.Scalar<long>("SELECT count(*) FROM pending_rewrite") > 0)
            {
                file.Rewrite();
            }
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file to read it, with other processes that do, or gives null where it is absent, of an older schema or to be rewritten.</summary>
    public static DuckDbFile? OpenForReading(string path, TimeProvider clock)
    {
        // A journal is worked in by whoever owns the file.
        if (!File.Exists(path) || File.Exists(path + ".wal"))
        {
            return null;
        }
        var file = new DuckDbFile(path, Connect(path, isShared: true));
        var isReady = false;
        try
        {
            isReady =
                new SchemaMigrator(DuckDbSchema.Migrations, clock).IsCurrent(file.root, path)
                && file.root.Scalar<long>("SELECT count(*) FROM pending_rewrite") == 0;
            return isReady ? file : null;
        }
        finally
        {
            if (!isReady)
            {
                file.Dispose();
            }
        }
    }

    /// <summary>A connection of its own for one piece of work; the file is not rewritten while any is open.</summary>
    public DuckDbSession Session()
    {
        lock (counting)
        {
            openSessions++;
            var connection = new DuckDBConnection(root.ConnectionString);
            connection.Open();
            connection.Execute("SET TimeZone = 'UTC'");
            return new DuckDbSession(connection, End);
        }
    }

    /// <summary>
    /// Copies everything that lives into a new file and renames it over the old one, so that no byte of what was deleted stays. Cut off before the renaming, the
    /// next opening does it again.
    /// </summary>
    /// <exception cref="InvalidOperationException">Somebody is still reading.</exception>
    public void Rewrite()
    {
        lock (counting)
        {
            if (openSessions > 0)
            {
                throw new InvalidOperationException($"Found {openSessions} open sessions; expected none while the store is rewritten.");
            }
            RewriteAlone();
        }
    }

    public void Dispose() => root.Dispose();

    private void RewriteAlone()
    {
        var copy = FilePath + RewriteEnding;
        File.Delete(copy);
        root.Execute("CHECKPOINT");
        var name = root.Scalar<string>("SELECT current_database()");
        root.Execute($"ATTACH {DuckDbCommands.Literal(copy)} AS fresh");
        root.Execute($"COPY FROM DATABASE {DuckDbCommands.Identifier(name)} TO fresh");
        root.Execute("DELETE FROM fresh.pending_rewrite");
        root.Execute("CHECKPOINT fresh");
        root.Execute("DETACH fresh");
        root.Dispose();
        File.Move(copy, FilePath, overwrite: true);
        root = Connect(FilePath);
    }

    private void End()
    {
        lock (counting)
        {
            openSessions--;
        }
    }

    /// <summary>The engine has no code for this, and damage is told with words like "block": only the whole phrases count (Unix, Windows).</summary>
    private static bool IsInUse(DuckDBException fault) =>
        fault.Message.Contains("Could not set lock on file", StringComparison.OrdinalIgnoreCase)
        || fault.Message.Contains("used by another process", StringComparison.OrdinalIgnoreCase);

    private static DuckDBConnection Connect(string path, bool isShared = false)
    {
        var builder = new DuckDBConnectionStringBuilder { DataSource = path };
        if (isShared)
        {
            builder["access_mode"] = "READ_ONLY";
        }
        var connection = new DuckDBConnection(builder.ToString());
        try
        {
            connection.Open();
            var spill = WorkspaceLayout.Spill(Path.GetDirectoryName(path)!, isShared);
            connection.Execute($"SET TimeZone = 'UTC'; SET temp_directory = {DuckDbCommands.Literal(spill)}");
            return connection;
        }
        catch (DuckDBException fault)
        {
            connection.Dispose();
            throw IsInUse(fault)
                ? new KuajieException(
                    "store-in-use",
                    StoreTexts.InUseFound,
                    StoreTexts.InUseExpected,
                    StoreTexts.InUseCure,
                    path,
                    inner: fault
                )
                : new KuajieException(
                    "damaged-store",
                    StoreTexts.DamagedFound(fault.Message),
                    StoreTexts.DamagedExpected,
                    StoreTexts.DamagedCure,
                    path,
                    inner: fault
                );
        }
    }
}
