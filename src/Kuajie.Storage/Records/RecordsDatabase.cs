using System.Data.Common;

namespace Kuajie.Storage.Records;

/// <summary>The database of records on one engine. Everything that differs between engines is behind this class; the stores are the same on all.</summary>
public abstract class RecordsDatabase : IDisposable
{
    /// <summary>A context for one piece of work; the caller disposes it.</summary>
    public abstract RecordsContext OpenContext();

    /// <summary>An open connection, for what is asked before the contexts' model is made; the caller disposes it.</summary>
    public abstract DbConnection OpenConnection();

    /// <summary>Makes rows deleted before unrecoverable from the engine's files.</summary>
    /// <exception cref="InvalidOperationException">Something still reads the database.</exception>
    public abstract void ForgetDeletedRows();

    /// <summary>What is wrong with the database, one sentence each; empty where it is sound.</summary>
    public abstract IReadOnlyList<string> IntegrityFaults();

    /// <summary>The schema version on disk.</summary>
    public abstract int SchemaVersion { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes every connection.</summary>
    protected abstract void Dispose(bool disposing);
}
