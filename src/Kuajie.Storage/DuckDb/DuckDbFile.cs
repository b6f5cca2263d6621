using DuckDB.NET.Data;
using DuckDB.NET.Native;
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
    private const string JournalEnding = ".wal";

    /// <summary>
    /// A journal of this size is written into the file. Each time the last rows of every table, a hundred thousand and more, are packed anew: at the engine's own 16 MB a busy service would
    /// do little else. The price is a second of reading the journal after a crash.
    /// </summary>
    private const long JournalBytes = 96 << 20;

    /// <summary>What writing it into the file may need beside the journal's own size: the last, partly filled blocks of rows of every table are written anew.</summary>
    private const long RoomForBlocks = 64 << 20;

    private readonly SessionGate gate = new();
    private DuckDBConnection root;
    private long journalAtFill;

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
        File.Delete(path + RewriteEnding + JournalEnding);
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
        if (!File.Exists(path) || File.Exists(path + JournalEnding))
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

    /// <summary>A connection of its own for reading; waits while the file is being exchanged.</summary>
    public DuckDbSession Session() => Session(isWriting: false);

    /// <summary>A connection of its own for work that writes; waits while the file is being rewritten.</summary>
    public DuckDbSession WritingSession() => Session(isWriting: true);

    /// <summary>
    /// Copies everything that lives into a new file and renames it over the old one, so that no byte of what was deleted stays. Waits for open sessions to end;
    /// readers go on while the copy is made. Cut off before the renaming, the next opening does it again.
    /// </summary>
    /// <param name="cancellation">Ends the waiting for open sessions; the next rewrite or opening does the work then.</param>
    /// <exception cref="InvalidOperationException">The caller holds a session itself.</exception>
    public void Rewrite(CancellationToken cancellation = default) => gate.RunAlone(FillCopy, Exchange, cancellation);

    public void Dispose() => root.Dispose();

    private DuckDbSession Session(bool isWriting)
    {
        try
        {
            return Enter(isWriting);
        }
        catch (DuckDBException fault) when (fault.ErrorType == DuckDBErrorType.Fatal)
        {
            // An engine that gave up answers nothing until it is opened again; what was committed is in its files.
            gate.RunAlone(() => { }, Reopen, CancellationToken.None);
            return Enter(isWriting);
        }
    }

    private DuckDbSession Enter(bool isWriting)
    {
        var leave = gate.Enter(isWriting);
        try
        {
            return new DuckDbSession(Connection(), isWriting ? () => EndWriting(leave) : leave);
        }
        catch
        {
            leave();
            throw;
        }
    }

    private DuckDBConnection Connection()
    {
        var connection = new DuckDBConnection(root.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute("SET TimeZone = 'UTC'");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private bool Reopen()
    {
        root.Dispose();
        root = Connect(FilePath);
        return true;
    }

    /// <summary>
    /// Writes a long journal into the file. The engine would do so by itself at any commit, but gives up for good where the disk has no room for it; so it is told not to,
    /// and done here while there is room.
    /// </summary>
    private void EndWriting(Action leave)
    {
        try
        {
            var length = JournalLength();
            if (length >= JournalBytes && HasRoom(length + RoomForBlocks))
            {
                using var connection = Connection();
                connection.Execute("CHECKPOINT");
            }
        }
        catch (DuckDBException)
        {
            // Another transaction writes just now: its end tries again. Where the engine gave up, the next session opens it again.
        }
        finally
        {
            leave();
        }
    }

    private bool HasRoom(long bytes) => new DriveInfo(Path.GetDirectoryName(FilePath)!).AvailableFreeSpace > bytes;

    private void FillCopy()
    {
        var copy = FilePath + RewriteEnding;
        File.Delete(copy);
        File.Delete(copy + JournalEnding);
        journalAtFill = JournalLength();
        var name = root.Scalar<string>("SELECT current_database()");
        root.Execute($"ATTACH {DuckDbCommands.Literal(copy)} AS fresh");
        try
        {
            root.Execute($"COPY FROM DATABASE {DuckDbCommands.Identifier(name)} TO fresh");
            root.Execute("DELETE FROM fresh.pending_rewrite");
            root.Execute("CHECKPOINT fresh");
        }
        finally
        {
            root.Execute("DETACH fresh");
        }
    }

    /// <summary>Refuses where anything was committed since the copy began: then somebody wrote in a session for reading.</summary>
    private bool Exchange()
    {
        if (JournalLength() != journalAtFill)
        {
            return false;
        }
        // A journal of the old file would be replayed over the new one: nothing is exchanged unless it is empty.
        root.Execute("CHECKPOINT");
        root.Dispose();
        try
        {
            if (File.Exists(FilePath + JournalEnding))
            {
                throw new IOException($"Found a journal beside {FilePath} after closing it; expected none.");
            }
            File.Move(FilePath + RewriteEnding, FilePath, overwrite: true);
        }
        finally
        {
            root = Connect(FilePath);
        }
        return true;
    }

    private long JournalLength() => new FileInfo(FilePath + JournalEnding) is { Exists: true } journal ? journal.Length : 0;

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
            connection.Execute(
                $"SET TimeZone = 'UTC'; SET checkpoint_threshold = '1TB'; SET temp_directory = {DuckDbCommands.Literal(spill)}"
            );
            return connection;
        }
        catch (DuckDBException fault)
        {
            connection.Dispose();
            throw StoreFaults.IsDiskFull(fault) ? StoreFaults.Full(path, fault)
            : IsInUse(fault)
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
