namespace Kuajie.Storage.Sqlite;

/// <summary>The file of shown lists beside an event store: opened when it is first asked for, made when the first list is written.</summary>
/// <param name="path">Full path.</param>
/// <param name="clock">The clock.</param>
/// <param name="isShared">Whether nothing may be written.</param>
internal sealed class ImpressionFile(string path, TimeProvider clock, bool isShared) : IDisposable
{
    private readonly Lock opening = new();
    private SqliteImpressionStore? store;

    /// <summary>The store, or null where no list was ever written.</summary>
    public SqliteImpressionStore? Existing()
    {
        lock (opening)
        {
            if (store is null && File.Exists(path))
            {
                store = isShared ? SqliteImpressionStore.OpenForReading(path, clock) : SqliteImpressionStore.Open(path, clock);
            }
            return store;
        }
    }

    /// <summary>The store, made where it is absent.</summary>
    public SqliteImpressionStore ForWriting()
    {
        if (isShared)
        {
            throw new InvalidOperationException("The store was opened for reading.");
        }
        lock (opening)
        {
            return store ??= SqliteImpressionStore.Open(path, clock);
        }
    }

    public void Dispose() => store?.Dispose();
}
